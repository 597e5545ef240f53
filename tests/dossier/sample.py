"""The elements of an invented case, to look at every type of document without a database."""

from __future__ import annotations

from mingjian.dossier.filling import Values

SAMPLE = Values(
    texts={
        "agency": "示例县市场监督管理局",
        "number_prefix": "示市监",
        "year": "2026",
        "dated": "2026年5月11日",
        "party_name": "示例县张三餐饮店",
        "party_code": "91230125MA00000009",
        "party_representative": "张三",
        "party_address": "示例县示例镇示例路1号",
        "cause": "未经许可从事食品经营",
        "source": "日常检查",
        "place": "示例县示例镇示例路1号",
        "summary": "执法人员检查时发现当事人未取得食品经营许可从事餐饮服务。",
        "officers": "李四、王五",
        "officer_credentials": "00000001、00000002",
        "facts": "2026年2月1日，当事人未取得食品经营许可从事餐饮服务，违法所得500元。",
        "proposal": "罚款人民币伍仟元整（¥5,000.00）。",
        "agency_address": "示例县示例镇政府路2号",
        "agency_phone": "000-00000000",
        "court": "示例县人民法院",
        "reconsideration": "示例县人民政府",
        "review_days": "60",
    },
    tables={"documents": [["1", "示市监立〔2026〕3号", "立案审批表", "2026年3月2日", "1", ""]]},
)
EMPTY = Values(texts={"agency": "示例县市场监督管理局"}, tables={})
