"""Opens JupyterLab and the notebooks' HTML pages in headless Chromium, runs a cell through the page, keeps screenshots.

Talks to Chromium over its DevTools protocol, with the web socket client of the library that Jupyter itself brings.
The screenshots go to notebooks/target/page.
"""
import asyncio
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib

from tornado.websocket import websocket_connect

HERE = pathlib.Path(__file__).resolve().parents[1]
OUT = HERE / "target/page"
NOTEBOOK = "00_welcome.ipynb"
PATIENCE = 90
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-port=0 --window-size=1200,1000"
).split()


class Browser:
    """One Chromium with one page."""

    def __init__(self, folder):
        found = [os.environ.get("CHROMIUM")] + [shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome", "chrome")]
        program = next((f for f in found if f), None)
        if not program:
            sys.exit("No Chromium found: install it (on Debian: apt-get install chromium), or set CHROMIUM to it.")
        self.port = folder / "DevToolsActivePort"
        self.process = subprocess.Popen([program, *FLAGS, f"--user-data-dir={folder}", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.number = 0

    async def connect(self):
        await until("Chromium starts", lambda: self.port.exists() and self.port.read_text().count("\n") >= 1)
        port = self.port.read_text().splitlines()[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=PATIENCE) as answer:
            page = next(p for p in json.load(answer) if p["type"] == "page")
        self.socket = await websocket_connect(page["webSocketDebuggerUrl"], max_message_size=1 << 28)
        await self.call("Page.enable")

    async def call(self, method, **parameters):
        self.number += 1
        await self.socket.write_message(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(await asyncio.wait_for(self.socket.read_message(), PATIENCE))
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    async def eval(self, script):
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    async def wait(self, what, script):
        end = time.monotonic() + PATIENCE
        while not await self.eval(script):
            if time.monotonic() > end:
                await self.shoot("failed")
                sys.exit(f"The page does not come so far: {what}; see {OUT / 'failed.png'}")
            await asyncio.sleep(0.2)

    async def scheme(self, name):
        await self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    async def key(self, key, code, number, modifiers=0):
        for kind in ("rawKeyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code, windowsVirtualKeyCode=number, modifiers=modifiers)

    async def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def pixel(self, x, y):
        """The red, green and blue that are seen at a place of the window."""
        at = await self.eval("[scrollX, scrollY]")
        clip = {"x": x + at[0], "y": y + at[1], "width": 1, "height": 1, "scale": 1}
        picture = base64.b64decode((await self.call("Page.captureScreenshot", format="png", clip=clip))["data"])
        data, place = b"", 8
        while place < len(picture):
            length = int.from_bytes(picture[place : place + 4], "big")
            if picture[place + 4 : place + 8] == b"IDAT":
                data += picture[place + 8 : place + 8 + length]
            place += length + 12
        return tuple(zlib.decompress(data)[1:4])  # behind the first line's filter, which changes nothing there

    async def shoot(self, name):
        OUT.mkdir(parents=True, exist_ok=True)
        picture = await self.call("Page.captureScreenshot", format="png")
        path = OUT / f"{name}.png"
        path.write_bytes(base64.b64decode(picture["data"]))
        print(f"  {path.relative_to(HERE.parent)}")


async def until(what, holds):
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            sys.exit(f"This does not happen: {what}")
        await asyncio.sleep(0.1)


async def lab(browser, folder):
    """Runs a cell in JupyterLab: in the notebook's first short cell, 6 * 7 is typed over what is there."""
    environment = dict(os.environ, JUPYTER_RUNTIME_DIR=str(folder), JUPYTER_CONFIG_DIR=str(folder), JUPYTER_DATA_DIR=str(folder), JUPYTERLAB_WORKSPACES_DIR=str(folder))
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--ip=127.0.0.1", "--allow-root", f"--ServerApp.root_dir={HERE}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=(folder / "lab.log").open("w"))
    try:
        known = lambda: [f for f in folder.glob("jpserver-*.json") if f.read_text().strip()]
        await until("JupyterLab starts", known)
        info = json.loads(known()[0].read_text())
        settings = folder / "lab/user-settings/@jupyterlab/apputils-extension"
        settings.mkdir(parents=True)
        (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
        await browser.scheme("light")
        await browser.call("Page.navigate", url=f"http://127.0.0.1:{info['port']}/lab/tree/{NOTEBOOK}?reset&token={info['token']}")
        await browser.wait("the notebook is shown", "document.querySelectorAll('.jp-Notebook .jp-CodeCell .cm-content').length > 1")
        await browser.wait("the kernel is Java's", "[...document.querySelectorAll('.jp-KernelName, .jp-Toolbar-kernelName')].some(n => n.textContent.trim() === 'Java')")
        await browser.wait("the kernel is idle", "!!document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]')")
        await browser.shoot("lab-opened")
        spot = await browser.eval(
            "(() => { const cell = document.querySelectorAll('.jp-Notebook .jp-CodeCell')[1];"
            " cell.scrollIntoView({block: 'center'}); cell.id = 'tried';"
            " const box = cell.querySelector('.cm-content').getBoundingClientRect(); return [box.x + 20, box.y + 10]; })()"
        )
        await browser.click(*spot)
        await browser.key("a", "KeyA", 65, 2)
        await browser.call("Input.insertText", text="int six = 6;\nsix * 7")
        await browser.key("Enter", "Enter", 13, 8)
        await browser.wait("the cell says 42", "document.querySelector('#tried .jp-OutputArea')?.innerText.includes('42')")
        await browser.wait("the kernel is idle again", "!!document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]')")
        await browser.shoot("lab-ran-a-cell")
        print("  a cell was run through the page of JupyterLab, and said 42")
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


async def html(browser):
    """Looks at a page that nbconvert has made, in light and in dark."""
    page = HERE / "target/html/02_safety.html"
    if not page.exists():
        subprocess.run([sys.executable, HERE / "tools/notebooks.py", "html"], check=True, stdout=subprocess.DEVNULL)
    await browser.call("Page.navigate", url=page.as_uri())
    await browser.wait("the page is there", "document.readyState !== 'loading' && document.querySelectorAll('.jp-CodeCell, .code_cell').length > 5")
    pictures = await browser.eval("[...document.querySelectorAll('.jp-RenderedSVG img')].filter(i => i.complete && i.naturalWidth > 300).length")
    if pictures < 4:
        sys.exit(f"The page shows {pictures} pictures only")
    for scheme in ("light", "dark"):
        await browser.scheme(scheme)
        spot = await browser.eval(
            "(() => { const picture = document.querySelector('.jp-RenderedSVG img'); picture.scrollIntoView({block: 'center'});"
            " const box = picture.getBoundingClientRect(); return [box.x + 12, box.y + 12]; })()"
        )
        await asyncio.sleep(0.5)  # for the picture to be painted anew; what is looked at is the paint
        ground = await browser.pixel(*spot)
        if (min(ground) > 200) != (scheme == "light"):
            sys.exit(f"In {scheme}, the pictures' ground is {ground}")
        await browser.shoot(f"html-{scheme}")
    print(f"  {pictures} pictures on the HTML page, on light ground where light is preferred, and on dark")


async def main():
    notebook = HERE / NOTEBOOK
    before = notebook.read_bytes()
    # Not beside each other: Chromium may still write while it ends.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as one, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as other:
        browser = Browser(pathlib.Path(one))
        try:
            await browser.connect()
            await html(browser)
            await lab(browser, pathlib.Path(other))
        finally:
            browser.process.terminate()
            browser.process.wait(20)
            if notebook.read_bytes() != before:
                notebook.write_bytes(before)  # JupyterLab saves by itself after a while


if __name__ == "__main__":
    asyncio.run(main())
