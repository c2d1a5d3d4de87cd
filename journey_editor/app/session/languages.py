"""Languages offered for journeys, and the user's own language."""

import os

from PySide6.QtCore import QLocale

from journey_editor.foundation.catalogues import nearest

LANGUAGES = (
    ("af", "Afrikaans"), ("ar", "العربية"), ("az", "Azərbaycanca"), ("be", "Беларуская"),
    ("bg", "Български"), ("bn", "বাংলা"), ("bs", "Bosanski"), ("ca", "Català"), ("cs", "Čeština"),
    ("da", "Dansk"), ("de", "Deutsch"), ("el", "Ελληνικά"), ("en", "English"), ("es", "Español"),
    ("et", "Eesti"), ("fa", "فارسی"), ("fi", "Suomi"), ("fr", "Français"), ("gl", "Galego"),
    ("gu", "ગુજરાતી"), ("he", "עברית"), ("hi", "हिन्दी"), ("hr", "Hrvatski"), ("hu", "Magyar"),
    ("hy", "Հայերեն"), ("id", "Bahasa Indonesia"), ("is", "Íslenska"), ("it", "Italiano"), ("ja", "日本語"),
    ("ka", "ქართული"), ("kn", "ಕನ್ನಡ"), ("ko", "한국어"), ("lt", "Lietuvių"), ("lv", "Latviešu"),
    ("mk", "Македонски"), ("ml", "മലയാളം"), ("mr", "मराठी"), ("ms", "Bahasa Melayu"), ("nb", "Norsk"),
    ("ne", "नेपाली"), ("nl", "Nederlands"), ("pa", "ਪੰਜਾਬੀ"), ("pl", "Polski"), ("pt", "Português"),
    ("pt-BR", "Português (Brasil)"), ("ro", "Română"), ("ru", "Русский"), ("sk", "Slovenčina"),
    ("sl", "Slovenščina"), ("sr", "Српски"), ("sr-Latn", "Srpski"), ("sv", "Svenska"), ("sw", "Kiswahili"),
    ("ta", "தமிழ்"), ("te", "తెలుగు"), ("th", "ไทย"), ("tr", "Türkçe"), ("uk", "Українська"),
    ("ur", "اردو"), ("vi", "Tiếng Việt"), ("zh", "简体中文"), ("zh-Hant", "繁體中文"),
)  # fmt: skip
"""Languages with translated strings on maps: tag and native name."""

OTHER_LANGUAGES = (
    ("am", "አማርኛ"), ("as", "অসমীয়া"), ("ba", "Башҡортса"), ("bo", "བོད་ཡིག"), ("br", "Brezhoneg"),
    ("ckb", "کوردیی ناوەندی"), ("cy", "Cymraeg"), ("dv", "ދިވެހި"), ("dz", "རྫོང་ཁ"), ("eu", "Euskara"),
    ("fil", "Filipino"), ("fo", "Føroyskt"), ("fy", "Frysk"), ("ga", "Gaeilge"), ("gd", "Gàidhlig"),
    ("ha", "Hausa"), ("ht", "Kreyòl ayisyen"), ("ig", "Igbo"), ("jv", "Basa Jawa"), ("kk", "Қазақша"),
    ("km", "ខ្មែរ"), ("kok", "कोंकणी"), ("ku", "Kurdî"), ("ky", "Кыргызча"), ("lb", "Lëtzebuergesch"),
    ("lo", "ລາວ"), ("mai", "मैथिली"), ("mg", "Malagasy"), ("mi", "Māori"), ("mn", "Монгол"),
    ("mt", "Malti"), ("my", "မြန်မာ"), ("nn", "Nynorsk"), ("oc", "Occitan"), ("om", "Afaan Oromoo"),
    ("or", "ଓଡ଼ିଆ"), ("pnb", "پنجابی"), ("ps", "پښتو"), ("rm", "Rumantsch"), ("rw", "Ikinyarwanda"),
    ("sa", "संस्कृतम्"), ("sd", "سنڌي"), ("se", "Davvisámegiella"), ("si", "සිංහල"), ("so", "Soomaali"),
    ("sq", "Shqip"), ("st", "Sesotho"), ("su", "Basa Sunda"), ("tg", "Тоҷикӣ"), ("ti", "ትግርኛ"),
    ("tk", "Türkmençe"), ("tn", "Setswana"), ("tt", "Татарча"), ("ug", "ئۇيغۇرچە"), ("uz", "Oʻzbekcha"),
    ("wo", "Wolof"), ("xh", "IsiXhosa"), ("yi", "ייִדיש"), ("yo", "Yorùbá"), ("yue", "粵語"),
    ("zu", "IsiZulu"),
)  # fmt: skip
"""Languages with typesetting support but without translations; strings on maps stay English."""


def user_language() -> str:
    """Return the language for a new journey: the system's if strings on maps are translated to it.

    The environment variable `JOURNEY_EDITOR_LANGUAGE` overrides it.
    """
    chosen = os.environ.get("JOURNEY_EDITOR_LANGUAGE")
    for tag in [chosen] if chosen else QLocale.system().uiLanguages():
        found = nearest(tag)
        if found:
            return "zh" if found == "zh-Hans" else found
    return "en"
