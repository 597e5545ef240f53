"""URLs of the portal: public and permanent; only files to check and requests are ever sent."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from mingjian.portal import home, pages, styles
from mingjian.portal.calculator import views as calculator
from mingjian.portal.decisions import exports, proofs, quick
from mingjian.portal.decisions import views as decisions
from mingjian.portal.library import benchmarks
from mingjian.portal.library import views as library
from mingjian.portal.lists import board
from mingjian.portal.lists import exports as list_exports
from mingjian.portal.lists import views as lists
from mingjian.portal.onsite import credentials, notices
from mingjian.portal.onsite import views as onsite
from mingjian.portal.open import downloads, feeds, openapi, widget
from mingjian.portal.parameters import views as parameters
from mingjian.portal.procedure import views as procedure
from mingjian.portal.requests import views as requests
from mingjian.portal.standing import officers
from mingjian.portal.standing import views as standing
from mingjian.portal.statistics import views as statistics
from mingjian.portal.trust import documents, following, public_log
from mingjian.portal.trust import files as log_files
from mingjian.portal.trust import views as trust

app_name = "portal"
_LIST = "standing/<slug:slug>/lists/<slug:kind>"
_LIST_FILE = r"^standing/(?P<slug>[-\w]+)/lists/(?P<kind>[-\w]+)\.(?P<form>csv|xlsx|json)$"
_BENCHMARK = "law/benchmarks/<slug:benchmark_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    # 事后公开
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions.csv", exports.decisions_csv, name="decisions-csv"),
    path("decisions.json", exports.decisions_json, name="decisions-json"),
    path("decisions.jsonl", exports.decisions_bulk, name="decisions-bulk"),
    path("search.json", quick.search_json, name="search-json"),
    path("decisions.rss", exports.decisions_rss, name="decisions-rss"),
    path("decisions/<slug:public_id>.json", decisions.decision_json, name="decision-json"),
    path("decisions/<slug:public_id>/proof.json", proofs.proof, name="proof"),
    path("decisions/<slug:public_id>/", decisions.decision, name="decision"),
    path(
        "decisions/<slug:public_id>/requests/<slug:kind>/",
        requests.file_request,
        name="file-request",
    ),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics.csv", statistics.statistics_csv, name="statistics-csv"),
    # 开放数据
    path("data/", downloads.open_data, name="open-data"),
    path("data/<str:name>", downloads.open_file, name="open-file"),
    path("openapi.json", openapi.openapi_json, name="openapi"),
    path("feeds/agency/<slug:slug>.atom", feeds.agency_feed, name="agency-feed"),
    path("feeds/subject/<str:credit_code>.atom", feeds.subject_feed, name="subject-feed"),
    path("feeds/clause/<str:title>/<str:article>.atom", feeds.clause_feed, name="clause-feed"),
    path("widget/<slug:slug>/", widget.widget, name="widget"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<slug:number>/", requests.request_state, name="request"),
    # 事前公开
    path("standing/", standing.standing, name="standing"),
    path("standing/<slug:slug>/", standing.agency, name="agency"),
    path("standing/<slug:slug>/officers/<str:number>/", officers.officer, name="officer"),
    path("standing/<slug:slug>/board/", board.board, name="board"),
    path("standing/<slug:slug>/board/screen/", board.screen, name="board-screen"),
    path("standing/<slug:slug>/board/screen/worker.js", board.worker, name="board-worker"),
    path(f"{_LIST}/", lists.standing_list, name="list"),
    path(f"{_LIST}/v<int:version>/", lists.standing_list, name="list-version"),
    path(f"{_LIST}/v<int:version>/proof.json", lists.list_proof_json, name="list-proof"),
    path(f"{_LIST}/changes/", lists.changes, name="list-changes"),
    re_path(_LIST_FILE, list_exports.list_file, name="list-file"),
    path("law/", library.library, name="library"),
    path("law/procedure/", procedure.procedure, name="procedure"),
    path("law/procedure/<slug:kind>/", procedure.short_procedure, name="short-procedure"),
    path("law/calculator/", calculator.calculator, name="calculator"),
    path("law/benchmarks/", benchmarks.benchmark_list, name="benchmarks"),
    path(_BENCHMARK, benchmarks.benchmark_page, name="benchmark"),
    path(f"{_BENCHMARK}<int:number>/", benchmarks.benchmark_item, name="benchmark-item"),
    path("law/parameters/", parameters.parameters, name="parameters"),
    path("law/parameters/<slug:pack_id>/", parameters.pack, name="pack"),
    path("law/<str:title>/", library.statute_page, name="statute"),
    path("law/<str:title>/<str:article>/", library.provision, name="provision"),
    # 事中公示
    path("on-site/", onsite.on_site, name="on-site"),
    path("on-site/notices/", notices.notices, name="notices"),
    path("on-site/credential-keys", credentials.credential_keys, name="credential-keys"),
    path("c/<str:token>/", credentials.credential, name="credential"),
    # 关于网站
    path("verify/", trust.verify, name="verify"),
    path("verify/document/", documents.verify_document, name="verify-document"),
    path("log/", public_log.public_log, name="log"),
    path("log/numbers.json", public_log.numbers_json, name="log-numbers"),
    path("log/checkpoint", log_files.checkpoint, name="log-checkpoint"),
    path("log/keys", log_files.keys, name="log-keys"),
    path("log/tile/<path:path>", log_files.tile, name="log-tile"),
    path("log/notice", log_files.notice, name="log-notice"),
    path("log/blocks", log_files.blocks, name="log-blocks"),
    path("log/records/<int:place>", following.block, name="log-block"),
    path("log/registers", following.registers, name="log-registers"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", pages.sitemap_xml, name="sitemap-xml"),
    path("sitemap-<int:part>.xml", pages.sitemap_part, name="sitemap-part"),
    path("healthz", pages.healthz, name="healthz"),
    path("styles-<slug:digest>.css", styles.styles, name="styles"),
]
