"""Kinds of channels by their names."""

import re
from functools import cache

from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.model.kinds import CHANNEL_KINDS
from journey_editor.wording.map_words import channel_kind_name

_WORDS = {
    "live_chat": "chat chatbot messaging whatsapp messenger livechat telegram wechat чат 聊天 微信 チャット",
    "email": "mail email e-mail correo courriel newsletter почта 邮件 メール",
    "social_media": "social facebook instagram twitter tiktok linkedin youtube reddit 社交 微博 соцсети",
    "app": "app mobile application aplicación aplicativo приложение アプリ 앱 应用",
    "phone": "phone telephone tel voice inbound outbound call calls hotline telefon "
             "téléphone teléfono telefone telefono anruf звонок телефон 电话 電話 전화 sms ivr",
    "self_service": "faq self-service help-center kiosk knowledge automat terminal",
    "website": "web website site online google search landing webseite internet sitio web-site seo blog "
               "docs сайт 网站 官网 ウェブ 웹 homepage page portal form",
    "in_person": "store shop branch person personal counter filiale laden geschäft magasin boutique "
                 "tienda sucursal loja negozio winkel event visit meeting магазин 门店 店舗 매장",
    "delivery": "delivery courier parcel post package lieferung livraison entrega consegna доставка "
                "快递 配送 배송",
}  # fmt: skip
_APART = re.compile(r"[^\w-]+")


def channel_kind(name: str) -> str:
    """Return the kind of a channel with this name; `other` if its name says none."""
    folded = name.casefold()
    if kind := _translated().get(folded):
        return kind
    words = set(_APART.split(folded)) | set(folded.replace("-", " ").split())
    for kind, known in _WORDS.items():
        if any(each in words or (not each.isascii() and each in folded) for each in known.split()):
            return kind
    return "other"


@cache
def _translated() -> dict[str, str]:
    return {
        channel_kind_name(kind, tag).casefold(): kind
        for tag in reversed(catalogue_tags())
        for kind in CHANNEL_KINDS
    }
