"""A speaking voice for the animatic, where the machine has espeak-ng; nothing here is needed for a film."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import wave
from dataclasses import dataclass

import numpy as np

from .rooms import Sound
from .voice import length, pitch, resampled

_SCRIPTS = (
    (r"[\u0400-\u04ff]", "ru", ("ru", "uk", "bg", "sr", "be", "mk", "kk")),
    (r"[\u0370-\u03ff]", "el", ("el",)),
    (r"[\u0590-\u05ff]", "he", ("he",)),
    (r"[\u0600-\u06ff]", "ar", ("ar", "fa", "ur")),
    (r"[\u0900-\u097f]", "hi", ("hi", "mr", "ne")),
    (r"[\u0e00-\u0e7f]", "th", ("th",)),
    (r"[\uac00-\ud7af]", "ko", ("ko",)),
    (r"[\u3040-\u30ff]", "ja", ("ja",)),
    (r"[\u3400-\u9fff]", "zh", ("zh", "cmn", "yue", "ja")),
)
_OTHER_SCRIPTS = frozenset(tag for _, _, tags in _SCRIPTS for tag in tags)
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 600


def language_of(text: str, language: str) -> str:
    """Name the language to speak a text in: the film's, unless the text's script says another."""
    language = language.replace("_", "-").lower()
    for letters, usual, tags in _SCRIPTS:
        if re.search(letters, text):
            return language if language.split("-")[0] in tags else usual
    return language if _TAG.fullmatch(language) and language.split("-")[0] not in _OTHER_SCRIPTS else "en"


@dataclass(frozen=True)
class Speaker:
    """Speak texts with a program found on this machine; a plain value, so that it can be handed to a worker."""

    program: str
    timeout: float = 6.0

    def say(self, text: str, *, language: str, speaker: str, seconds: float) -> Sound | None:
        """Speak a text in about the given time; gives mono samples at 48 kHz, None where it cannot be spoken."""
        tag = language_of(text, language)
        if tag.startswith("ja") and _HAN.search(text):
            # espeak-ng reads every kanji as "Chinese letter": a murmur is kinder to the line.
            return None
        if tag == "zh":
            tag = "cmn"
        spoken = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:_LONGEST]
        pace = int(min(270.0, max(150.0, 165 * length(text) / max(0.2, seconds))))
        height = int(min(80.0, max(15.0, 20 + (pitch(speaker) - 98) * 0.55)))
        # A list and standard input: a line of dialogue can never become an option or a command.
        command = [self.program, "-v", tag, "-s", str(pace), "-p", str(height), "-b", "1", "--stdin", "--stdout"]
        try:
            done = subprocess.run(
                command,
                input=spoken.encode() + b"\n",
                capture_output=True,
                timeout=self.timeout,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return _read(done.stdout) if done.returncode == 0 else None


def find_speaker() -> Speaker | None:
    """Find espeak-ng on this machine; None means that voices are murmured."""
    program = shutil.which("espeak-ng")
    return Speaker(program) if program else None


def _read(data: bytes) -> Sound | None:
    """Read the WAV a speaker wrote to a pipe, whose header cannot know its length; gives None for anything else."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2 or file.getnchannels() != 1 or not 4_000 <= file.getframerate() <= 192_000:
                return None
            rate = file.getframerate()
            frames = file.readframes(min(file.getnframes(), len(data)))
    except (wave.Error, EOFError):
        return None
    voice = np.frombuffer(frames[: len(frames) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
    heard = np.flatnonzero(np.abs(voice) > 0.01)
    if not heard.size:
        return None
    # The pause a speaker leaves before and after its words is the caption's to spend.
    return resampled(voice[max(0, heard[0] - rate // 100) : heard[-1] + rate // 50], rate)
