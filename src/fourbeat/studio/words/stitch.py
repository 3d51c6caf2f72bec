"""Words for reading clips, for posters, and for joining a reel into one file."""

from .entry import say

WORDS = (
    say("probe.missing.title", "Clip not found"),
    say("probe.missing", "There is no file “{name}” in {folder}. Put it back there, or choose another take."),
    say("probe.empty.title", "Empty file"),
    say("probe.empty", "“{name}” has no content. It was probably not copied or downloaded to the end; fetch it again."),
    say("probe.not-media.title", "Not a video clip"),
    say("probe.not-media", "“{name}” is not a video file. Choose an MP4, MOV, MKV, WebM, AVI or TS file."),
    say("probe.cut-off.title", "Clip is cut off"),
    say("probe.cut-off", "“{name}” ends before its last picture. It was probably not downloaded fully; fetch it again."),
    say("probe.cannot-read.title", "Clip cannot be read"),
    say("probe.cannot-read", "“{name}” cannot be read: {detail}. Check the file and the disk it is on, then try again."),
    say("probe.no-picture.title", "No picture in clip"),
    say("probe.no-picture", "“{name}” holds sound but no moving picture. Choose a file with video."),
    say("probe.no-frames.title", "No frames in clip"),
    say("probe.no-frames", "“{name}” has no frames. It was probably not downloaded to the end; fetch it again."),
    say("probe.too-large.title", "Picture too large"),
    say("probe.too-large", "“{name}” is {size}. The largest picture side Fourbeat works with is {most} pixels."),
    say("probe.too-long.title", "Clip too long"),
    say("probe.too-long", "“{name}” is longer than a day. Cut it into shorter clips first."),
    say("probe.cannot-decode.title", "Clip cannot be decoded"),
    say("probe.cannot-decode", "The pictures in “{name}” cannot be decoded. The file is damaged, or of an unknown kind."),
)
