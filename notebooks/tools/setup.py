"""Makes .venv with JupyterLab and the Java kernel. Needs nothing but Python's own library.

pip waits for minutes on an index that cannot be reached, retry after retry. So the places it is configured to
look at are tried first, each for a few seconds, and pip is told to use those alone that answer.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
KERNEL = VENV / "share/jupyter/kernels/java"
STAMP = VENV / "workbook.json"
PINNED = {"jupyterlab": "4.6.4", "nbconvert": "7.17.1", "nbclient": "0.11.0"}
DEBIAN = ["jupyter-notebook", "python3-nbclient", "python3-nbconvert", "python3-jupyter-client"]
PATIENCE = 4  # seconds for an index to answer
NO_JUPYTER = 3  # the exit status that tells CI apart from a failure
PYPI = "https://pypi.org/simple"


def say(text):
    print(text, flush=True)


def run(command, **more):
    return subprocess.run([str(c) for c in command], check=True, **more)


# ------------------------------------------------------------------------------------------ which index


def configured():
    """What pip itself says that it is configured to use: indexes, and folders of wheels."""
    asked = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True)
    options = {"index-url": [], "extra-index-url": [], "find-links": [], "no-index": []}
    for line in asked.stdout.splitlines():
        found = re.match(r"(?:global|install|:env:)\.([\w-]+)='(.*)'$", line.strip())
        if found and found.group(1) in options:
            options[found.group(1)] += found.group(2).replace("\\n", " ").split()
    indexes = [] if options["no-index"] else (options["index-url"] or [PYPI])
    return indexes + options["extra-index-url"], options["find-links"]


def answers(index):
    """Whether an index has JupyterLab, found out in a few seconds."""
    url = index.rstrip("/") + "/jupyterlab/"
    if url.startswith("file:"):
        return pathlib.Path(urllib.request.url2pathname(urllib.parse.urlparse(url).path)).exists()
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as page:
            return page.status == 200
    except (OSError, ValueError):
        return False


def reachable(indexes):
    """The indexes that answer. A look-up of a name has no time limit of its own, so each has a thread to hang in."""
    known = {}

    def ask(index):
        known[index] = answers(index)

    threads = [threading.Thread(target=ask, args=[index], daemon=True) for index in dict.fromkeys(indexes)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + PATIENCE + 1
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return [index for index in dict.fromkeys(indexes) if known.get(index)]


# ------------------------------------------------------------------------------------------- installing


def versions():
    """The versions in .venv of what is pinned; an empty dictionary where something is missing."""
    code = (
        "import importlib.metadata as m, json\n"
        f"print(json.dumps({{n: m.version(n) for n in {list(PINNED)}}}))"
    )
    asked = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True)
    return json.loads(asked.stdout) if asked.returncode == 0 else {}


def install_wheels():
    indexes, links = configured()
    good = reachable(indexes)
    folders = [link for link in links if pathlib.Path(link).is_dir() and any(pathlib.Path(link).glob("jupyterlab-*"))]
    if not good and not folders:
        say("No package index answers: tried " + (", ".join(indexes) or "none") + ".")
        return False
    where = ["--index-url", good[0]] if good else ["--no-index"]
    for more in good[1:]:
        where += ["--extra-index-url", more]
    for folder in folders:
        where += ["--find-links", folder]
    say("Installing JupyterLab from " + ", ".join(good + folders))
    # What pip is configured with would come on top, and make it wait after all.
    environment = {k: v for k, v in os.environ.items() if k not in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX")}
    environment["PIP_CONFIG_FILE"] = os.devnull
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    environment.setdefault("PIP_RETRIES", "2")
    wanted = [f"{name}=={version}" for name, version in PINNED.items()]
    done = subprocess.run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--only-binary=:all:", "--timeout", "15", *where, *wanted], env=environment
    )
    return done.returncode == 0


def install_debian():
    """Debian's own packages: older, but they run the notebooks. Only where we may, and say so."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        say(
            "The Java kernel can be installed all the same; Jupyter cannot. Connect to a package index, or set\n"
            "PIP_INDEX_URL or PIP_FIND_LINKS to one near you, and run this again. On Debian and Ubuntu, root can\n"
            "have Debian's older Jupyter instead: run this again as root."
        )
        return False
    say("Installing Debian's Jupyter instead of the pinned one: older, and without JupyterLab.")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN]
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
        return False
    shutil.rmtree(VENV)
    # Debian's packages belong to Debian's Python.
    run(["/usr/bin/python3", "-m", "venv", "--system-site-packages", VENV])
    code = "import importlib.metadata as m; print(*(n + ' ' + m.version(n) for n in ('notebook', 'nbclient', 'nbconvert')), sep=', ')"
    say("Taken: " + run([PYTHON, "-c", code], capture_output=True, text=True).stdout.strip() + ".")
    return True


def set_up_jupyter():
    if not PYTHON.exists():
        say("Making .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", VENV])
    if versions() == PINNED or install_wheels() and versions() == PINNED:
        return "lab"
    if subprocess.run([str(PYTHON), "-c", "import notebook, nbclient, nbconvert"], capture_output=True).returncode == 0:
        return "notebook"
    return "notebook" if install_debian() else ""


def sources():
    """A sum over all that the kernel is made of; a stat for each file is enough to see a change."""
    total = hashlib.sha256()
    for part in ("pom.xml", "grader/pom.xml", "notebooks/pom.xml", "grader/src/main", "notebooks/src/main/java"):
        top = ROOT / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                state = path.stat()
                total.update(f"{path.relative_to(ROOT)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return total.hexdigest()


def set_up_kernel():
    wanted = sources()
    if STAMP.exists() and (KERNEL / "kernel.json").exists():
        known = json.loads(STAMP.read_text())
        if known["sources"] == wanted and pathlib.Path(known["java"]).exists():
            return
    say("Building the Java kernel")
    maven = shutil.which("mvn")
    if not maven:
        sys.exit("Maven is not found: the workbook needs it, see README.md.")
    (KERNEL / "kernel.jsa").unlink(missing_ok=True)
    try:
        run(
            [maven, "-q", "-f", ROOT / "pom.xml", "-pl", "notebooks", "package", "-DskipTests", "-Dmaven.test.skip=true", f"-Dkernel={KERNEL}"],
            cwd=ROOT,
            stdout=sys.stderr,
        )
    except subprocess.CalledProcessError:
        sys.exit("The kernel could not be built; Maven says above why.")
    java = json.loads((KERNEL / "kernel.json").read_text())["argv"][0]
    STAMP.write_text(json.dumps({"sources": wanted, "java": java}) + "\n")


def main():
    argparse.ArgumentParser(description="Sets up Jupyter and the Java kernel for the notebooks, in .venv.").parse_args()
    start = time.monotonic()
    what = set_up_jupyter()
    set_up_kernel()
    took = time.monotonic() - start
    if not what:
        say("The Java kernel is ready in .venv, but there is no Jupyter to run it, see above.")
        sys.exit(NO_JUPYTER)
    say(f"Ready after {took:.0f} s. This opens the notebooks:\n")
    shown = os.path.relpath(BIN / "jupyter", pathlib.Path.cwd())
    folder = os.path.relpath(ROOT / "notebooks", pathlib.Path.cwd())
    say(f"  {shown} {what} {folder}" if what == "lab" else f"  {os.path.relpath(PYTHON)} -m notebook {folder}")


if __name__ == "__main__":
    main()
