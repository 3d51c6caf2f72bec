"""Set up Fourbeat in .venv beside pyproject.toml, then run it (or, after --test, its checks)."""

# Plain old syntax on purpose: an old Python 3 must get as far as the sentence that says what to install.
import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

PYTHONS = ((3, 13), (3, 12), (3, 11))
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "packaging" / "requirements.lock"
PACKAGES = ROOT / "packaging" / "window-packages.txt"  # what Debian and Ubuntu call the libraries that Qt needs
WINDOW = "import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtMultimedia"
STAMP = VENV / "fourbeat-set-up.json"  # what is installed, so that a run with nothing to do starts at once
UNFINISHED = VENV / "fourbeat-unfinished"  # there while something changes: found later, it means "start again"
DOOR = VENV / "fourbeat-door"  # locked by the one run that may change .venv
ROOM = (
    VENV / "fourbeat-room"
)  # for pip's downloads: /tmp may be small, and what a killed pip leaves here goes with .venv
LANES = 3  # pip fetches one file at a time; three of them, each with its own share, are nearly twice as fast

CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("pytest",),
)

# What is about to be fetched is named with its size (Linux, autumn 2026): the person may be on a slow line.
WORDS = {
    "usage": (
        "python3 packaging/set_up.py                  set Fourbeat up\n"
        "python3 packaging/set_up.py COMMAND ...      set it up if need be, then run: fourbeat COMMAND ...\n"
        "python3 packaging/set_up.py --window [DIR]   the same with the window, and open it\n"
        "python3 packaging/set_up.py --test ...       the same for its checks and tests; the rest goes to pytest",
        "python3 packaging/set_up.py                  Fourbeat をセットアップします\n"
        "python3 packaging/set_up.py コマンド ...     必要ならセットアップし、fourbeat コマンド ... を実行します\n"
        "python3 packaging/set_up.py --window [DIR]   ウィンドウもセットアップして開きます\n"
        "python3 packaging/set_up.py --test ...       検査とテストを実行します（残りの引数は pytest に渡されます）",
    ),
    "python": (
        "Fourbeat needs Python 3.11, 3.12 or 3.13 and this is {found}: install one of them (for example the packages "
        "python3.13 and python3.13-venv) and run the same command again.",
        "Fourbeat には Python 3.11、3.12、3.13 のいずれかが必要ですが、これは {found} です。"
        "いずれか（たとえばパッケージ python3.13 と python3.13-venv）をインストールして、"
        "同じコマンドをもう一度実行してください。",
    ),
    "venv": (
        "This Python cannot make an environment of its own: install the package {package} "
        "(on Debian and Ubuntu: {apt}) and run the same command again.",
        "この Python では仮想環境を作れません。パッケージ {package} をインストールして"
        "（Debian と Ubuntu では {apt}）、同じコマンドをもう一度実行してください。",
    ),
    "unwritable": (
        "Fourbeat could not write in {place} ({reason}): make room there or make it writable, or copy the project to "
        "a folder of your own, and run the same command again.",
        "{place} に書き込めませんでした（{reason}）。空きを作るか書き込めるようにするか、"
        "プロジェクトを自分のフォルダーにコピーして、同じコマンドをもう一度実行してください。",
    ),
    "stranger": (
        "{place} holds something other than a Python environment: move it away and run the same command again.",
        "{place} に Python 環境ではないものが入っています。移動してから、同じコマンドをもう一度実行してください。",
    ),
    "pip": (
        "Not everything could be fetched and installed; pip's last words are above. Check the connection and the free "
        "space, then run the same command again; nothing has to be tidied up first.",
        "ダウンロードまたはインストールが完了しませんでした（pip の最後の出力は上にあります）。"
        "接続と空き容量を確認して、"
        "同じコマンドをもう一度実行してください。後片付けは必要ありません。",
    ),
    "stopped": (
        "Stopped. The same command starts again safely.",
        "中断しました。同じコマンドでいつでもやり直せます。",
    ),
    "waiting": (
        "Another set-up is at work here; waiting for it ...",
        "別のセットアップが実行中です。終わるのを待っています…",
    ),
    "making": (
        "Making a Python environment in .venv ...",
        ".venv に Python 環境を作っています…",
    ),
    "core": (
        "Fetching what Fourbeat is made of: video tools, fonts, pictures, text (about 250 MB) ...",
        "Fourbeat の部品（動画ツール、フォント、画像、文字組み）を取得しています（約 250 MB）…",
    ),
    "dev": (
        "Fetching what its checks and tests use (about 30 MB) ...",
        "検査とテストに使うものを取得しています（約 30 MB）…",
    ),
    "window": (
        "Fetching what the window is made of: Qt (about 260 MB) ...",
        "ウィンドウの部品（Qt）を取得しています（約 260 MB）…",
    ),
    "libraries": (
        "The window needs libraries of a desktop that this system lacks; as root, run: apt-get install -y "
        "--no-install-recommends {packages} (the commands work without them).",
        "ウィンドウに必要なデスクトップのライブラリがこのシステムにありません。root で次を実行してください: "
        "apt-get install -y --no-install-recommends {packages}（コマンドはこれらがなくても動きます）。",
    ),
    "left-out": (
        "The window cannot start here, so its tests are left out; as root, run: apt-get install -y "
        "--no-install-recommends {packages}",
        "ここではウィンドウを起動できないため、そのテストは行いません。root で次を実行してください: "
        "apt-get install -y --no-install-recommends {packages}",
    ),
    "fourbeat": (
        "Installing Fourbeat itself ...",
        "Fourbeat 本体をインストールしています…",
    ),
    "ready": (
        "Fourbeat is ready. Start with: python3 packaging/set_up.py demo out",
        "Fourbeat の準備ができました。まずはこちらから: python3 packaging/set_up.py demo out",
    ),
    "failed": (
        "Did not pass: {names}.",
        "次の検査に失敗しました: {names}。",
    ),
}


class Refusal(Exception):
    """Carries the sentence that ends the run, its exit code, and whether .venv is left in pieces."""

    def __init__(self, key, code=2, half_done=False, **values):
        super().__init__(key)
        self.key, self.code, self.half_done, self.values = key, code, half_done, values


def word(key, **values):
    """Return a sentence in the person's language, where the terminal can show it."""
    english, japanese = WORDS[key]
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    text = english
    if locale.startswith("ja"):
        try:
            japanese.encode(sys.stderr.encoding or "ascii")
            text = japanese
        except UnicodeEncodeError:
            pass
    return text.format(**values)


def say(key, **values):
    """Write to standard error, so that a command's own output stays clean."""
    sys.stderr.write(word(key, **values) + "\n")
    sys.stderr.flush()


def hand_over(command):
    """Become another program; where that does not exist (Windows), run it and end with its status."""
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)


def suitable_python():
    """Find a Python on PATH that Fourbeat can use, one that can make environments first."""
    for modules in ("sys, venv, ensurepip", "sys"):
        for version in PYTHONS:
            found = shutil.which("python%d.%d" % version)
            question = "import %s; sys.exit(sys.version_info[:2] != %r)" % (modules, version)
            # Being on PATH is not enough: version managers leave shims for versions that are not there.
            if found and subprocess.call([found, "-c", question], stderr=subprocess.DEVNULL) == 0:
                return found
    return None


def sections(text):
    """Split the lock into {name: requirements}."""
    parts = re.split(r"(?m)^# section: (\w+)\n", text)
    return dict(zip(parts[1::2], parts[2::2]))


def requirements(body):
    """Split a section into its requirements, each with its hashes."""
    return [block for block in re.split(r"(?m)^(?=\w)", body) if block.strip()]


def digest(*values):
    """Return a short fingerprint of values that json can write."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def wanted(names):
    """Return {part: fingerprint} for an environment with these sections of the lock."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = sections(LOCK.read_text(encoding="utf-8"))
    want = {name: digest(lock[name]) for name in names}
    # An environment is tied to its place and to the Python it was made with: moved or upgraded, it is made anew.
    want["venv"] = digest(str(ROOT), sys.version_info[:2], sys.base_prefix)
    # Line lengths and test options may change without installing Fourbeat again.
    want["fourbeat"] = digest(project["project"], project["build-system"], project["tool"]["hatch"])
    return want


def installed():
    """Return what the last run wrote down, or nothing."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def lacking(want):
    """Return the parts that are not installed as wanted, in no order."""
    have = installed() if PYTHON.exists() and not UNFINISHED.exists() else {}
    return {part for part in want if have.get(part) != want[part]}


@contextlib.contextmanager
def alone():
    """Let one run at a time change .venv; yields the file that holds the others back."""
    VENV.mkdir(exist_ok=True)
    with DOOR.open("a") as door:
        if fcntl:
            try:
                fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("waiting")
                fcntl.flock(door, fcntl.LOCK_EX)
            except OSError:
                pass  # some network folders have no locks; then nobody waits
        else:
            wait_for_windows(door)
        yield door


def wait_for_windows(door):
    """Lock the file the Windows way, which gives up instead of waiting."""
    import msvcrt

    said = False
    while True:
        try:
            msvcrt.locking(door.fileno(), msvcrt.LK_NBLCK, 1)
            return
        except OSError:
            if not said:
                say("waiting")
            said = True
            time.sleep(0.5)


def works():
    """Say whether .venv is a whole environment of this very Python, whoever made it."""
    question = "import pip, sys; print(sys.version_info[:2] == %r, sys.prefix)" % (sys.version_info[:2],)
    try:
        answer = subprocess.check_output([str(PYTHON), "-Ic", question], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.decode(errors="replace").strip() == "True %s" % VENV


def empty_venv():
    """Empty .venv but for the two files that guard it."""
    kept = (DOOR, UNFINISHED)
    ours = UNFINISHED.exists() or (VENV / "pyvenv.cfg").exists()
    if not ours and any(item not in kept for item in VENV.iterdir()):
        raise Refusal("stranger", place=VENV)
    UNFINISHED.touch()
    for item in VENV.iterdir():
        if item in kept:
            continue
        if item.is_dir() and not item.is_symlink():
            shutil.rmtree(str(item))
        else:
            item.unlink()


def check_venv_module():
    """Refuse if this Python lacks what makes environments; Debian packs that apart."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        package = "python%d.%d-venv" % sys.version_info[:2]
        if os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3"):
            package = "python3-venv"
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        apt = ("apt-get install " if root else "sudo apt-get install ") + package
        raise Refusal("venv", package=package, apt=apt)


def make_venv():
    """Make .venv anew, with pip in it."""
    check_venv_module()
    say("making")
    empty_venv()
    import venv

    venv.EnvBuilder(symlinks=os.name != "nt").create(str(VENV))
    add_pip()


def add_pip():
    """Unpack the pip that Python brings: a tenth of a second, where ensurepip, which installs it, takes three."""
    import ensurepip
    import sysconfig
    import zipfile

    folders = [sysconfig.get_config_var("WHEEL_PKG_DIR"), str(Path(ensurepip.__file__).parent / "_bundled")]
    wheels = [wheel for folder in folders if folder for wheel in sorted(Path(folder).glob("pip-*.whl"))]
    if wheels:
        with zipfile.ZipFile(str(wheels[0])) as wheel:
            wheel.extractall(sysconfig.get_path("purelib", "venv", vars={"base": str(VENV)}))
    else:
        subprocess.check_call([str(PYTHON), "-Im", "ensurepip"], stdout=subprocess.DEVNULL)


def start_pip(door, *arguments):
    """Start the environment's pip, whose output can be read as lines."""
    # Without --no-compile pip compiles everything, though a run imports a tenth of it: 6 of 22 seconds.
    command = [str(PYTHON), "-Im", "pip", "install", "--no-deps", "--no-compile", "--no-user", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off"]
    # pip holds the door too: should this script be killed, the next run waits until pip is gone.
    inherit = {} if os.name == "nt" else {"pass_fds": [door.fileno()]}
    return subprocess.Popen(
        command + list(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(os.environ, TMPDIR=str(ROOM)),
        universal_newlines=True,
        errors="replace",
        **inherit,
    )


def follow(process, lines):
    """Keep what pip says and, on a terminal, show the file it is fetching."""
    for line in process.stdout:
        lines.append(line.rstrip())
        if sys.stderr.isatty() and line.lstrip().startswith("Downloading "):
            sys.stderr.write("\r\033[K  " + line.split(None, 1)[1].strip()[:74])
            sys.stderr.flush()


def watch(processes):
    """Wait for every pip; if one failed, show its last lines and refuse."""
    outputs = [[] for _ in processes]
    threads = [threading.Thread(target=follow, args=pair) for pair in zip(processes, outputs)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = [process.wait() for process in processes]
    finally:
        for process in processes:
            if process.poll() is None:
                process.terminate()
            process.wait()
            process.stdout.close()
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
    for status, lines in zip(statuses, outputs):
        if status:
            sys.stderr.write("".join("  " + line + "\n" for line in lines[-6:]))
            # While it fetches, pip changes nothing; ended while it installs, it may leave a package without its end.
            raise Refusal("pip", code=1, half_done=any("Installing collected packages" in line for line in lines))


def fetch(blocks, door):
    """Install requirements in several lanes; each lane's files are its own, so they cannot meet."""
    shares = [share for share in (blocks[lane::LANES] for lane in range(LANES)) if share]
    files = [ROOM / ("lane-%d.txt" % lane) for lane in range(len(shares))]
    for file, share in zip(files, shares):
        file.write_text("".join(share), encoding="utf-8")
    watch([start_pip(door, "--only-binary", ":all:", "--require-hashes", "-r", str(file)) for file in files])


def change(want, door):
    """Bring .venv to what is wanted, part by part, and write down each part that is done."""
    have = installed()
    if UNFINISHED.exists() or (have.get("venv") != want["venv"] if have else not works()):
        make_venv()
        have = {}
    have["venv"] = want["venv"]
    UNFINISHED.touch()
    shutil.rmtree(str(ROOM), ignore_errors=True)
    ROOM.mkdir()
    lock = sections(LOCK.read_text(encoding="utf-8"))
    names = [name for name in lock if name in want and have.get(name) != want[name]]
    try:
        if names:
            for name in names:
                say(name)
            fetch([block for name in names for block in requirements(lock[name])], door)
            have.update((name, want[name]) for name in names)
        if have.get("fourbeat") != want["fourbeat"]:
            say("fourbeat")
            watch([start_pip(door, "--no-index", "--no-build-isolation", "--editable", str(ROOT))])
            have["fourbeat"] = want["fourbeat"]
    except Refusal as refusal:
        if not refusal.half_done:
            UNFINISHED.unlink()
        raise
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(have, indent=1), encoding="utf-8")
    fresh.replace(STAMP)
    shutil.rmtree(str(ROOM), ignore_errors=True)
    UNFINISHED.unlink()


def set_up(names):
    """Have these sections of the lock and Fourbeat itself installed in .venv."""
    want = wanted(names)
    if not lacking(want):
        return
    try:
        with alone() as door:
            if lacking(want):
                change(want, door)
    except OSError as error:
        raise Refusal("unwritable", place=VENV, reason=error.strerror or error)


def shows_windows():
    """Say whether Qt can start here: its libraries are the system's."""
    return subprocess.call([str(PYTHON), "-c", WINDOW], stderr=subprocess.DEVNULL) == 0


def packages():
    """Name what the window lacks, as one line for apt."""
    return PACKAGES.read_text(encoding="utf-8").replace("\n", " ").strip()


def check(arguments):
    """Run every check, the tests last, so that pytest's closing line is the last word when all is well.

    The window's tests are among them wherever Qt can start; asked for by name they run, or fail, in any case.
    """
    if "--window" not in arguments:
        if shows_windows():
            arguments = arguments + ["--window"]
        else:
            say("left-out", packages=packages())
    failed, code = [], 0
    for command in CHECKS:
        rest = arguments if command[0] == "pytest" else []
        status = subprocess.call([str(PYTHON), "-m"] + list(command) + rest, cwd=str(ROOT))
        if status:
            failed.append(" ".join(command))
            code = status
    if failed:
        say("failed", names=", ".join(failed))
    return code


def main(arguments):
    """Set up, then do what the arguments say; returns the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        say("usage")
        return 0
    if sys.version_info[:2] not in PYTHONS:
        other = suitable_python()
        if other is None:
            raise Refusal("python", found="Python %d.%d.%d" % sys.version_info[:3])
        hand_over([other, str(Path(__file__).resolve())] + arguments)
    if arguments[:1] == ["--test"]:
        set_up(["core", "dev", "window"])
        return check(arguments[1:])
    if arguments[:1] == ["--window"]:
        set_up(["core", "window"])
        if not shows_windows():
            raise Refusal("libraries", packages=packages())
        hand_over([str(PYTHON), "-Pm", "fourbeat.app"] + arguments[1:])
    set_up(["core"])
    if not arguments:
        say("ready")
        return 0
    # -P: a folder called fourbeat where the person stands must not be taken for the program.
    hand_over([str(PYTHON), "-Pm", "fourbeat"] + arguments)
    return 0


if __name__ == "__main__":
    # Ended by another program, leave as if by Ctrl+C: without pip left running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        say(refusal.key, **refusal.values)
        sys.exit(refusal.code)
    except KeyboardInterrupt:
        say("stopped")
        sys.exit(130)
