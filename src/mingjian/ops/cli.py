"""``mingjian``: the command line of the system administrator.

Each command runs with the least database role it needs; see ``management/commands`` for the work.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import django
from django.core.management import call_command
from django.core.management.base import CommandError

from mingjian.ops.demo.site import SITE
from mingjian.ops.node.serving import run_node
from mingjian.ops.postgres import use_database
from mingjian.ops.serving import serve_sites

_EPILOG = """\
环境变量：
  MINGJIAN_DATA_DIR   数据目录（默认 .data）：内置数据库、密钥都在其中，请做好备份
  DATABASE_URL        使用外部 PostgreSQL 15–18 时填写（属主账号）；不填则使用内置数据库
  MINGJIAN_HOSTS      允许访问的主机名，逗号分隔
  MINGJIAN_TLS_AT_PROXY=1  由前置代理终止 TLS 时设置
更多说明见 docs/operating.md。
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the ``mingjian`` command; returns the exit code."""
    options = build_parser().parse_args(arguments)
    if options.command == "node":
        return run_node(Path(options.file), once=options.once)
    data_dir = Path(options.data_dir).resolve()
    os.environ["MINGJIAN_DATA_DIR"] = str(data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.config.settings")
    os.environ["MINGJIAN_SITE"] = options.site
    if options.command in {"serve", "demo"} and options.insecure_http:
        os.environ["MINGJIAN_INSECURE_HTTP"] = "1"
    if options.command == "demo":
        os.environ.update({**SITE, **os.environ})
    server = use_database(data_dir)
    try:
        return run(options)
    except CommandError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        if server is not None:
            server.stop()


def run(options: argparse.Namespace) -> int:
    """Carry out one parsed command."""
    django.setup()
    if options.command == "demo":
        call_command("prepare", demo=True)
    elif options.command == "serve":
        call_command("check_ready")
    if options.command in {"serve", "demo"}:
        return serve_sites(
            host=options.host,
            portal_port=options.portal_port,
            desk_port=options.desk_port,
            party_port=options.party_port,
        )
    given = vars(options)
    in_order = [given[name] for name in _IN_ORDER if name in given]
    by_name = {name: given[name] for name in _BY_NAME if name in given}
    call_command(options.run, *in_order, **by_name)
    return 0


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_IN_ORDER = ("file",)
_BY_NAME = ("write", "agency", "dry_run", "quick", "watch", "again", "national", "fields")


def build_parser() -> argparse.ArgumentParser:
    """All commands with their help, in Chinese, for the administrator."""
    parser = argparse.ArgumentParser(
        prog="mingjian",
        usage="mingjian [--data-dir 目录] 命令 [选项]",
        description="明鉴：行政执法公示、全过程记录、重大执法决定法制审核平台",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    _add_help(parser)
    parser.add_argument(
        "--data-dir",
        default=os.environ.get("MINGJIAN_DATA_DIR", ".data"),
        metavar="目录",
        help="数据目录（默认 .data，或环境变量 MINGJIAN_DATA_DIR）",
    )
    commands = parser.add_subparsers(title="命令", dest="command", required=True, metavar="命令")
    _add_sites(commands)
    _add_node(commands)
    _add_work(commands)
    _add_intake(commands)
    return parser


def _add_sites(commands: _Commands) -> None:
    for name, text in (
        ("demo", "一条命令看演示：建库、装载法律包和演示案件，启动网站"),
        ("serve", "启动公示平台和工作台（先核对数据库守卫，不一致则拒绝启动）"),
    ):
        command = _add(commands, name, text, site="owner" if name == "demo" else "desk")
        command.add_argument(
            "--host", metavar="地址", default="127.0.0.1", help="监听地址（默认 127.0.0.1）"
        )
        command.add_argument(
            "--portal-port", metavar="端口", type=int, default=8000, help="公示平台端口"
        )
        command.add_argument(
            "--desk-port", metavar="端口", type=int, default=8001, help="工作台端口"
        )
        command.add_argument(
            "--party-port", metavar="端口", type=int, default=8002, help="当事人专属页面端口"
        )
        command.add_argument(
            "--insecure-http",
            action="store_true",
            default=name == "demo",
            help="不要求 HTTPS（只限本机演示）",
        )


def _add_node(commands: _Commands) -> None:
    node = _add(commands, "node", "公示节点：只随录公开日志和公示数据，单独提供公示平台")
    node.add_argument("file", metavar="配置文件", help="照 deploy/node.toml 填写，见 docs/node.md")
    node.add_argument("--once", action="store_true", help="只收取一轮，不启动网站")


def _add_work(commands: _Commands) -> None:
    _add(commands, "migrate", "建立或者升级数据库表、守卫和权限", site="owner", run="prepare")
    _add(commands, "load-packs", "装载法律包（全国包和各地法域包）", run="load_law_packs")
    _add(commands, "seed-demo", "写入演示案件（虚构人物，真实法律）", run="seed_demo")
    _add(commands, "run-jobs", "执行定时任务：公示义务、日志核验等", run="run_jobs")
    _add(commands, "tend-archive", "归档：生成信息包，做到期的四性检测", run="tend_archive")
    verify = _add(
        commands, "verify", "核验：全过程记录哈希链、公开日志、数据库守卫", run="verify_all"
    )
    verify.add_argument("--quick", action="store_true", help="只核对守卫和链头")
    checked = _add(commands, "verify-document", "核验一份盖章文书（PDF）", run="verify_document")
    checked.add_argument("file", help="PDF 文件")
    _add(
        commands,
        "create-administrators",
        "建立三员账号（系统、安全、审计）",
        run="create_administrators",
    )
    _add(commands, "check-evidence", "巡检：重新读取全部证据副本并核对", run="scrub_evidence")
    guards = _add(
        commands, "guards", "列出数据库守卫；--write 重写清单", site="owner", run="guards"
    )
    guards.add_argument("--write", action="store_true", help="以当前数据库重写守卫清单（开发用）")


def _add_intake(commands: _Commands) -> None:
    """Commands that take in much at once, and the index over it."""
    imported = _add(
        commands,
        "import-decisions",
        "导入既往处罚决定（CSV、XLSX，任意大小）",
        run="import_decisions",
    )
    imported.add_argument("file", help="CSV（UTF-8 或 GBK）或者 XLSX 文件")
    imported.add_argument("--agency", required=True, help="执法主体名称")
    imported.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    imported.add_argument(
        "--national", action="store_true", help="按国家双公示表的列名对应，其余的列不读入"
    )
    exported = _add(
        commands,
        "export-site",
        "把公示页面导出为静态文件，供没有自己网站的地方使用",
        site="portal",
        run="export_site",
    )
    exported.add_argument("folder", metavar="文件夹", help="目标文件夹，原有内容会被替换")
    exported.add_argument(
        "--agency", metavar="机关编号", action="append", default=[], help="可多次；不写为全部"
    )
    dock = _add(
        commands, "import-recordings", "从执法记录仪采集站导入录音录像", run="import_recordings"
    )
    dock.add_argument("file", metavar="文件夹", help="采集站存放录音录像的文件夹")
    dock.add_argument("--watch", action="store_true", help="持续导入新的文件")
    dock.add_argument("--fields", metavar="文件", help="自备的索引字段表（TOML），不写用自带的")
    built = _add(
        commands,
        "build-search",
        "建立公示检索索引（可中断，再次执行时接着做）",
        site="portal",
        run="build_search",
    )
    built.add_argument("--again", action="store_true", help="丢弃做了一半的，从头开始")
    _add(commands, "keep-search", "维护公示检索索引，直到停止", site="portal", run="keep_search")


def _add(
    commands: _Commands,
    name: str,
    text: str,
    *,
    site: str = "desk",
    run: str = "",
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=text, description=text, usage=f"mingjian {name} [选项]", add_help=False
    )
    _add_help(command)
    command.set_defaults(site=site, run=run)
    return command


def _add_help(parser: argparse.ArgumentParser) -> None:
    """argparse speaks English; name its groups in Chinese."""
    parser._optionals.title = "选项"
    parser._positionals.title = "参数"
    parser.add_argument("-h", "--help", action="help", help="显示本说明")


if __name__ == "__main__":
    sys.exit(main())
