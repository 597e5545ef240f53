"""Public pages on a mid phone (``make bench NAME=pages``): measured as Lighthouse does, without it.

A running portal (``--portal``) is read by Chromium as Lighthouse 10 reads it: a phone of 412 × 823
at 1.75, the processor four times slower, slow 4G applied (562.5 ms before each answer, 1,474.56
kbit/s), nothing cached. Scored by its published log-normal curves and weights. Speed Index is made
from the frames of the trace: the share of the last picture that is not there yet, over time.
"""

from __future__ import annotations

import argparse
import base64
import io
import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.request import urlopen

from PIL import Image, ImageChops
from playwright.sync_api import Browser, CDPSession, sync_playwright

GOAL = 95
_PHONE = {"width": 412, "height": 823}
_SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
_SLOWER = 4
_QUIET_MS = 3000
_LONG_MS = 50
# 指标：权重、第十百分位、中位数（Lighthouse 10，手机）。
CURVES: Mapping[str, tuple[float, float, float]] = {
    "FCP": (0.10, 1800, 3000),
    "SI": (0.10, 3387, 5800),
    "LCP": (0.25, 2500, 4000),
    "TBT": (0.30, 200, 600),
    "CLS": (0.25, 0.1, 0.25),
}
_INVERSE_ERFC_ONE_FIFTH = 0.9061938024368232
_OBSERVE = """() => {
  window.seen = {LCP: 0, CLS: 0, long: []};
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({type, buffered: true});
  watch("largest-contentful-paint", (one) => { seen.LCP = one.startTime; });
  watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.CLS += one.value; });
  watch("longtask", (one) => seen.long.push([one.startTime, one.duration]));
}"""
_READ = """() => ({...seen,
  FCP: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  from: performance.timeOrigin,
  bytes: performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .reduce((sum, one) => sum + one.transferSize, 0)})"""


@dataclass(frozen=True)
class Read:
    """One reading of one page."""

    values: Mapping[str, float]
    kilobytes: float

    @property
    def score(self) -> float:
        """0 to 100."""
        return 100 * sum(
            weight * curve_score(self.values[name], p10, median)
            for name, (weight, p10, median) in CURVES.items()
        )


def main(arguments: list[str]) -> None:
    """Read each page some times, tell the median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portal", default="http://127.0.0.1:8000")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    print(f"{'page':<44}{'score':>6}{''.join(f'{name:>8}' for name in CURVES)}{'KB':>7}")
    worst = 100.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for address in pages_of(options.portal):
            reads = [read_page(browser, options.portal + address) for _ in range(options.rounds)]
            middle = sorted(reads, key=lambda each: each.score)[len(reads) // 2]
            worst = min(worst, middle.score)
            told = "".join(
                f"{middle.values[name]:8.{2 if name == 'CLS' else 0}f}" for name in CURVES
            )
            print(f"{address[:42]:<44}{middle.score:6.1f}{told}{middle.kilobytes:7.0f}", flush=True)
        browser.close()
    print(f"worst page {worst:.1f} (goal {GOAL})")


def pages_of(portal: str) -> list[str]:
    """The main pages of each kind, as the site map names them."""
    sitemap = urlopen(f"{portal}/sitemap.xml").read().decode()  # noqa: S310
    parts = [part.split("<")[0] for part in sitemap.split("<loc>")[1:]]
    listed = "".join(urlopen(part).read().decode() for part in parts if part.endswith(".xml"))  # noqa: S310
    known = [each.split("<")[0].split("/", 3)[3] for each in (listed or sitemap).split("<loc>")[1:]]
    found = ["/", "/decisions/", "/decisions/?q=食品", "/standing/", "/on-site/", "/law/"]
    found += ["/law/procedure/", "/law/calculator/", "/log/", "/verify/", "/data/", "/statistics/"]
    for start, depth in (("decisions/", 2), ("standing/", 2), ("standing/", 4)):
        own = (each for each in known if each.startswith(start) and each.count("/") == depth)
        found += [f"/{each}" for each in list(own)[:1]]
    return [*found, "/law/行政处罚法/48/", "/law/行政处罚法/"]


def read_page(browser: Browser, url: str) -> Read:
    """One reading, in a browser that has nothing kept."""
    context = browser.new_context(
        viewport=_PHONE,  # type: ignore[arg-type]  # two whole numbers
        device_scale_factor=1.75,
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    page.add_init_script(f"({_OBSERVE})()")
    told = context.new_cdp_session(page)
    told.send("Network.enable")
    told.send("Network.emulateNetworkConditions", _SLOW_4G)
    told.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    frames: list[Mapping[str, Any]] = []
    _watch_frames(told, frames)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(_QUIET_MS)
    said = page.evaluate(_READ)
    context.close()
    blocked = (
        duration - _LONG_MS for start, duration in said["long"] if start + duration > said["FCP"]
    )
    values = {"FCP": said["FCP"], "LCP": said["LCP"], "CLS": said["CLS"], "TBT": sum(blocked)}
    values["SI"] = max(said["FCP"], speed_index(frames, said["from"] / 1000))
    return Read(values, said["bytes"] / 1024)


def _watch_frames(told: CDPSession, frames: list[Mapping[str, Any]]) -> None:
    def keep(frame: Mapping[str, Any]) -> None:
        frames.append(frame)
        told.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    told.on("Page.screencastFrame", keep)
    told.send("Page.startScreencast", {"format": "jpeg", "quality": 30, "maxWidth": 206})


def speed_index(frames: Sequence[Mapping[str, Any]], begun: float) -> float:
    """Milliseconds: the area above the curve of what is on the screen already."""
    shown = [
        ((frame["metadata"]["timestamp"] - begun) * 1000, _picture(frame["data"]))
        for frame in frames
    ]
    shown = [(at, picture) for at, picture in shown if at > 0]
    if not shown:
        return 0.0
    last, blank = shown[-1][1], Image.new("L", shown[-1][1].size, 255)
    whole = _difference(last, blank) or 1.0
    area, before, missing = 0.0, 0.0, 1.0
    for at, picture in shown:
        area += (at - before) * missing
        before, missing = at, min(1.0, _difference(last, picture) / whole)
    return area


def _picture(data: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("L")


def _difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of the points of two pictures."""
    if one.size != other.size:
        return 255.0
    histogram = ImageChops.difference(one, other).histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def curve_score(value: float, p10: float, median: float) -> float:
    """1 at best; 0.9 at the tenth percentile, 0.5 at the median."""
    if value <= 0:
        return 1.0
    at = math.log(value / median) * _INVERSE_ERFC_ONE_FIFTH / -math.log(p10 / median)
    return (1 - math.erf(at)) / 2
