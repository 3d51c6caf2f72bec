"""Words for reading clips, for posters, and for joining a reel into one file."""

from .entry import count, say

WORDS = (
    say("probe.missing.title", "Clip not found"),
    say("probe.missing", "There is no file “{name}” in {folder}. Put it back there, or choose another take."),
    say("probe.empty.title", "Empty file"),
    say("probe.empty", "“{name}” has no content. It was probably not copied or downloaded to the end; fetch it again."),
    say("probe.not-media.title", "Not a video clip"),
    say("probe.not-media", "“{name}” is not a video file. Choose an MP4, MOV, MKV, WebM, AVI or TS file."),
    say("probe.cut-off.title", "Clip is cut off"),
    say("probe.cut-off", "“{name}” ends before its last picture. Download or copy it again, to the end."),
    say("probe.cannot-read.title", "Clip cannot be read"),
    say("probe.cannot-read", "“{name}” cannot be read: {detail}. Check the file and its disk, then try again."),
    say("probe.no-picture.title", "No picture in clip"),
    say("probe.no-picture", "“{name}” holds sound but no moving picture. Choose a file with video."),
    say("probe.no-frames.title", "No frames in clip"),
    say("probe.no-frames", "“{name}” has no frames. It was probably not downloaded to the end; fetch it again."),
    say("probe.too-large.title", "Picture too large"),
    say("probe.too-large", "“{name}” is {size}. The largest picture side Fourbeat works with is {most} pixels."),
    say("probe.too-long.title", "Clip too long"),
    say("probe.too-long", "“{name}” is longer than a day. Cut it into shorter clips first."),
    say("probe.cannot-decode.title", "Clip cannot be decoded"),
    say(
        "probe.cannot-decode", "The pictures in “{name}” cannot be decoded: the file is damaged or of an unknown kind."
    ),
    say("poster.kind.title", "Not a picture file name"),
    say("poster.kind", "“{name}” does not name a picture. End the name with .png or .jpg."),
    say("poster.width.title", "Poster too narrow or wide"),
    say("poster.width", "A poster cannot be {width} pixels wide. Choose a width from {narrowest} to {widest}."),
    say("ffmpeg.missing.title", "ffmpeg is not there"),
    say("ffmpeg.missing", "There is no ffmpeg at {path}. Install Fourbeat again, or correct it in the settings."),
    say("ffmpeg.broken.title", "ffmpeg does not work"),
    say(
        "ffmpeg.broken",
        "The ffmpeg at {path} did not answer as it should: {detail}. Choose another in the settings.",
    ),
    say("stitch.no-items.title", "Nothing to render"),
    say("stitch.no-items", "“{title}” has no shots yet. Add a shot to the reel, then render it."),
    say("stitch.size.title", "Size cannot be rendered"),
    say("stitch.size", "The project's size {size} cannot be rendered. Use even numbers from {smallest} to {largest}."),
    say("stitch.target-is-clip.title", "That file is a take"),
    say(
        "stitch.target-is-clip", "“{name}” is one of the takes in this reel. Choose another name; nothing was changed."
    ),
    say("stitch.clip-missing.title", "Take's file is missing"),
    say("stitch.clip-missing", "“{name}” is not in {folder}. Put it back or choose another take; nothing was written."),
    say("stitch.clip-changed.title", "Take's file has changed"),
    say(
        "stitch.clip-changed",
        "“{name}” in {folder} is not the file that was taken in. Put the original back or choose another take; "
        "nothing was written.",
    ),
    say("stitch.no-folder.title", "Folder cannot be used"),
    say("stitch.no-folder", "The film cannot be written to {folder}: {detail}. Choose another folder."),
    say("stitch.no-room.title", "Not enough disk space"),
    say(
        "stitch.no-room",
        "Rendering needs about {needed} MB in {folder}, and {free} MB are free. Make room or choose another disk; "
        "nothing was written.",
    ),
    say("stitch.check-failed.title", "Film failed its check"),
    say(
        "stitch.check-failed",
        "The finished film “{name}” was not what was planned ({detail}), so it was thrown away. An earlier film "
        "of that name is untouched. Render again; if it fails again, report it.",
    ),
    say("stitch.why.ghost", "{label}: drawn, as it has no take yet."),
    say("stitch.why.unchosen", "{label}: drawn, as none of its takes is chosen."),
    say("stitch.why.withdrawn", "{label}: a card in its place, as its take is withdrawn."),
    say("stitch.why.codec", "{label}: encoded, as the take is {codec} ({pixels})."),
    say("stitch.why.rotation", "{label}: encoded, as the take is stored turned by {degrees} degrees."),
    say("stitch.why.size", "{label}: fitted from {theirs} to {ours}."),
    say("stitch.why.variable", "{label}: encoded, as the take's frame rate is not constant."),
    say("stitch.why.rate", "{label}: brought from {theirs} to {ours} frames per second."),
    say("stitch.why.colour", "{label}: colour converted, as the take is marked {theirs}."),
    say("stitch.why.coding", "{label}: encoded, as the take is coded differently from most others."),
    count(
        "stitch.why.head",
        "{label}: {n} frame encoded, as it starts between two keyframes.",
        "{label}: {n} frames encoded, as it starts between two keyframes.",
    ),
    count(
        "stitch.why.tail",
        "{label}: the last {n} frame encoded, as the pictures there depend on later ones.",
        "{label}: the last {n} frames encoded, as the pictures there depend on later ones.",
    ),
    count(
        "stitch.why.hold",
        "{label}: the last picture held for {n} frame, as the take is only {has} long.",
        "{label}: the last picture held for {n} frames, as the take is only {has} long.",
    ),
)
