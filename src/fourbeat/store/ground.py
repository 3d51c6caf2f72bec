"""What a project folder stands on: a local disk, a network, a synced folder, a disk that refuses writing."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")

_NETWORK = re.compile(
    "9p|afs|afpfs|beegfs|ceph|cifs|coda|davfs|drvfs|fuse|glusterfs|gpfs|lustre|ncpfs|nfs|nfs3|nfs4|ocfs2|orangefs|"
    "prl_fs|pvfs2|smb2|smb3|smbfs|vboxsf|virtiofs|vmhgfs|webdav"
)
_LOCAL_FUSE = re.compile("apfs|bindfs|encfs|exfat|ext2|gocryptfs|lxcfs|mergerfs|ntfs|ntfs-3g|overlay")

_SYNCED = {
    "box": "Box",
    "box sync": "Box",
    "cloudstorage": "CloudStorage",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mega": "MEGA",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pcloud drive": "pCloud",
    "seafile": "Seafile",
}
# "OneDrive - Studio", "Dropbox (Personal)": a service's name with an account behind it.
_ACCOUNT = re.compile(r"^(onedrive|dropbox|google drive|googledrive|nextcloud)\s*[-(]")
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
}


@dataclass(frozen=True)
class Ground:
    """Say what a folder stands on: the name of a network or a syncing service, if any, and whether it takes files."""

    network: str = ""
    synced: str = ""
    writable: bool = True

    @property
    def shared(self) -> bool:
        """Tell whether other machines may write here, so that shared memory between processes is not to be trusted."""
        return bool(self.network or self.synced)


def survey(folder: Path, mounts: str | None = None) -> Ground:
    """Find out what a folder stands on; `mounts` is Linux's table of mounts, read from the system unless given."""
    real = folder.resolve()
    return Ground(network=network(real, mounts), synced=synced(real), writable=os.access(real, os.W_OK))


def synced(folder: Path) -> str:
    """Name the service that syncs a folder, judged by the names and marks above it; empty for none."""
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        account = _ACCOUNT.match(name)
        if name in _SYNCED or account:
            return _SYNCED[account[1] if account else name]
        for marker, service in _MARKERS.items():
            try:
                if (place / marker).exists():
                    return service
            except OSError:
                break
    return ""


def network(folder: Path, mounts: str | None = None) -> str:
    """Name the network file system that a folder stands on; empty for a local disk."""
    if mounts is not None or sys.platform == "linux":
        return _by_mounts(folder, _read_mounts() if mounts is None else mounts)
    return _by_system(folder)


def _read_mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _by_mounts(folder: Path, mounts: str) -> str:
    best, found = -1, ""
    for line in mounts.splitlines():
        words, _, behind = line.partition(" - ")
        fields, kind = words.split(" "), behind.split(" ")[0]
        if len(fields) < 5:
            continue
        point = Path(_unescape(fields[4]))
        # A later line covers an earlier one at the same place.
        if len(point.parts) >= best and (folder == point or point in folder.parents):
            best, found = len(point.parts), kind
    return _judge(found)


def _judge(kind: str) -> str:
    family, _, program = kind.partition(".")
    if family == "fuse" and _LOCAL_FUSE.fullmatch(program):
        return ""
    return kind if _NETWORK.fullmatch(family) else ""


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


if sys.platform == "win32":

    def _by_system(folder: Path) -> str:
        import ctypes

        remote = 4
        anchor = folder.anchor
        if anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote:
            return "smb"
        return ""

elif sys.platform == "darwin":

    def _by_system(folder: Path) -> str:
        import ctypes
        import platform

        # struct statfs with 64-bit inodes: f_flags at byte 64, f_fstypename at byte 72. Source: sys/mount.h
        local = 0x1000
        answer = ctypes.create_string_buffer(4096)
        libc = ctypes.CDLL(None)
        ask = libc["statfs$INODE64"] if platform.machine() == "x86_64" else libc["statfs"]
        if ask(os.fsencode(folder), answer):
            return ""
        flags = int.from_bytes(answer.raw[64:68], sys.byteorder)
        kind = answer.raw[72:88].split(b"\0")[0].decode("ascii", "replace")
        return "" if flags & local else kind or "network"

else:

    def _by_system(folder: Path) -> str:
        return _by_mounts(folder, _read_mounts())
