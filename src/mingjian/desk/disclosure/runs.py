"""Large imports (大文件导入) as their page shows them: columns, how far it came, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from mingjian.access.scopes import Scope
from mingjian.desk.disclosure.reading import own_agency
from mingjian.disclosure.kinds import RowStatus, RunState
from mingjian.disclosure.models import ImportRun
from mingjian.disclosure.past_columns import COLUMNS, FINE_WAN, REQUIRED
from mingjian.disclosure.past_runs import RunProgress, progress_of_run, sample_of_run

# 一行约多少字节：检查完以前不知道有多少行，只用来画进度条。
_BYTES_A_ROW = 500
LEFT_OUT = "不读入"


@dataclass(frozen=True)
class ColumnLine:
    """One column of the file: its name, what stands in it, what it is taken for."""

    field: str
    title: str
    examples: str
    target: str


@dataclass(frozen=True)
class RunPage:
    """One run for the person who watches it."""

    run: ImportRun
    state: RunState
    progress: RunProgress
    counters: list[tuple[str, int]]
    columns: list[ColumnLine]
    targets: list[tuple[str, str]]
    share: int

    @property
    def is_working(self) -> bool:
        """Whether the page should ask again by itself."""
        return self.state in {RunState.JUDGING, RunState.IMPORTING}

    @property
    def may_map(self) -> bool:
        """Whether columns can (still, or again) be set and the trial be started."""
        return self.state in {RunState.MAPPING, RunState.STOPPED, RunState.FAILED, RunState.JUDGED}

    @property
    def good(self) -> int:
        """可以公示的行."""
        return self.progress.counts[RowStatus.GOOD.value]

    @property
    def has_report(self) -> bool:
        """Whether rows were judged."""
        return bool(self.progress.total) and self.state is not RunState.JUDGING


def run_for(*, scope: Scope, run_id: UUID) -> ImportRun:
    """A run of the person's agency; 404 for any other."""
    runs = ImportRun.objects.select_related("batch")
    return get_object_or_404(runs, id=run_id, agency_id=own_agency(scope))


def open_runs(*, scope: Scope) -> list[ImportRun]:
    """Runs that have not become a batch yet, the newest first."""
    runs = ImportRun.objects.filter(agency_id=own_agency(scope), batch__isnull=True)
    return list(runs.order_by("-asked_at"))


def read_run(run: ImportRun) -> RunPage:
    """The page of a run."""
    state, progress = RunState(run.state), progress_of_run(run)
    return RunPage(
        run=run,
        state=state,
        progress=progress,
        counters=[
            ("已检查", progress.total),
            *((one.title, progress.counts[one.value]) for one in RowStatus),
        ],
        columns=_columns(run) if state is RunState.MAPPING else [],
        targets=[("", LEFT_OUT), *((each, _label(each)) for each in (*COLUMNS, FINE_WAN))],
        share=_share(run, state, progress),
    )


def columns_in(query: QueryDict, run: ImportRun) -> dict[str, str]:
    """列的对应 as the form has it."""
    return {
        title: query.get(f"column{place}", "") for place, title in enumerate(sorted(run.columns))
    }


def _columns(run: ImportRun) -> list[ColumnLine]:
    places = {title: f"column{place}" for place, title in enumerate(sorted(run.columns))}
    return [
        ColumnLine(places[title], title or "（空白）", "；".join(examples), run.columns[title])
        for title, examples in sample_of_run(run).items()
    ]


def _label(column: str) -> str:
    return f"{column}（必填）" if column in REQUIRED else column


def _share(run: ImportRun, state: RunState, progress: RunProgress) -> int:
    """Of a hundred; the number of rows is known only at the end of the trial."""
    if state is RunState.IMPORTING:
        return 100 * progress.written // max(1, progress.total)
    return min(99, 100 * progress.total * _BYTES_A_ROW // max(1, run.byte_count))
