"""CN 22 and CN 23: the customs declaration on a postal item, as text and as JSON."""

from aatulab.codes.messages.cn.check import check_cn_message, check_declaration
from aatulab.codes.messages.cn.json_form import declaration_from_json, declaration_to_json
from aatulab.codes.messages.cn.model import Category, ContentLine, PostalDeclaration
from aatulab.codes.messages.cn.parse import parse_cn
from aatulab.codes.messages.cn.write import write_cn

__all__ = [
    "Category",
    "ContentLine",
    "PostalDeclaration",
    "check_cn_message",
    "check_declaration",
    "declaration_from_json",
    "declaration_to_json",
    "parse_cn",
    "write_cn",
]
