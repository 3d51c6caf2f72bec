"""Words for the ffmpeg program."""

from .entry import say

WORDS = (
    say("ffmpeg.not-found.title", "ffmpeg is not there"),
    say("ffmpeg.not-found", "{file} is not a program that can be run. Name another in the settings, or install again."),
    say("ffmpeg.no-answer.title", "ffmpeg does not answer"),
    say("ffmpeg.no-answer", "{file} does not answer as ffmpeg does. Name another in the settings, or install again."),
)
