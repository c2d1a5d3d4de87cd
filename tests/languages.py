"""The same support journey in many languages, with texts of realistic length in each script."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.languages import is_right_to_left


@dataclass(frozen=True)
class Words:
    """Texts of one map."""

    title: str
    scenario: str
    persona: tuple[str, str, str]
    """Name, role and quote."""
    stages: tuple[str, str, str, str]
    lanes: tuple[str, str, str, str]
    """Actions, touchpoints, pain points, emotion."""
    actions: tuple[str, str, str, str]
    touchpoints: tuple[str, str, str, str]
    pains: tuple[str, str]
    channels: tuple[str, str]
    labels: tuple[str, str]
    """Labels of a low and of a high point of the curve."""
    link: tuple[str]


JOURNEYS = {
    "ar": Words(
        "رحلة دعم: طلب لم يصل (2026)",
        "تنتظر ليلى طلبها منذ أسبوع، وتتواصل مع خدمة العملاء ثلاث مرات.",
        ("ليلى حداد", "عميلة منذ 2019", "أريد فقط أن أعرف أين طلبي!"),
        ("اكتشاف المشكلة", "التواصل", "الانتظار", "الحل"),
        ("أفعال العميلة", "نقاط التماس", "نقاط الألم", "المشاعر"),
        ("تفتح صفحة التتبع على iPhone", "تبحث عن رقم الهاتف", "تنتظر 25 دقيقة (موسيقى)",
         "تستلم الطلب وتكتب تقييمًا"),
        ("صفحة تتبع الطلب رقم 48-113", "مكالمة مع موظف الدعم", "رسالة: «سنعود إليك»",
         "مندوب التوصيل عند الباب"),
        ("لا أحد يعرف حالة الطلب؛ تشرح قصتها من جديد", "المدة المعلنة (48 ساعة) لم تُحترم"),
        ("الهاتف", "البريد الإلكتروني"),
        ("غضب وإحباط", "ارتياح"),
        ("تحويل إلى الفريق",),
    ),
    "fa": Words(
        "سفر پشتیبانی: سفارشی که نرسید",
        "مریم یک هفته منتظر سفارش است و سه بار تماس می‌گیرد.",
        ("مریم رضایی", "مشتری از ۱۳۹۸", "فقط می‌خواهم بدانم بسته‌ام کجاست."),
        ("پی بردن به مشکل", "تماس", "انتظار", "راه‌حل"),
        ("کارهای مشتری", "نقاط تماس", "دردها", "احساس"),
        ("صفحهٔ پیگیری را باز می‌کند", "شمارهٔ تلفن را می‌جوید", "۲۵ دقیقه پشت خط می‌ماند",
         "بسته را می‌گیرد و نظر می‌دهد"),
        ("پیگیری سفارش شمارهٔ ۴۸-۱۱۳", "گفت‌وگو با پشتیبان (خط ۲)", "پیامک «با شما تماس می‌گیریم»",
         "پیک دم در"),
        ("هیچ‌کس وضعیت سفارش را نمی‌داند؛ باید دوباره توضیح دهد", "مهلت ۴۸ ساعته رعایت نشد"),
        ("تلفن", "ایمیل"),
        ("خشم", "آسودگی"),
        ("ارجاع به گروه فنی",),
    ),
    "he": Words(
        "מסע תמיכה: חבילה שלא הגיעה",
        "נועה מחכה שבוע להזמנה שלה ופונה לשירות הלקוחות שלוש פעמים.",
        ("נועה כהן", "לקוחה מאז 2019", "אני רק רוצה לדעת איפה החבילה שלי."),
        ("גילוי הבעיה", "פנייה", "המתנה", "פתרון"),
        ("פעולות הלקוחה", "נקודות מגע", "נקודות כאב", "רגש"),
        ("פותחת את דף המעקב ב־iPhone", "מחפשת מספר טלפון", "ממתינה 25 דקות (מוזיקה)",
         "מקבלת את החבילה ומדרגת"),
        ("דף מעקב להזמנה 48-113", "שיחה עם נציג [קו 2]", "הודעה: ״נחזור אלייך״", "השליח ליד הדלת"),
        ("אף אחד לא יודע מה מצב ההזמנה; היא מסבירה שוב מההתחלה", "ההבטחה (48 שעות) לא קוימה"),
        ("טלפון", "דוא״ל"),
        ("כעס ותסכול", "הקלה"),
        ("העברה לצוות",),
    ),
    "hi": Words(
        "सहायता यात्रा: जो पार्सल नहीं पहुँचा",
        "प्रिया एक सप्ताह से अपने ऑर्डर की प्रतीक्षा कर रही है और तीन बार संपर्क करती है।",
        ("प्रिया शर्मा", "2019 से ग्राहक", "मुझे बस यह जानना है कि मेरा पार्सल कहाँ है।"),
        ("समस्या का पता चलना", "संपर्क", "प्रतीक्षा", "समाधान"),
        ("ग्राहक के कार्य", "संपर्क बिंदु", "कष्ट बिंदु", "भावना"),
        ("ट्रैकिंग पृष्ठ खोलती है", "फ़ोन नंबर ढूँढती है", "25 मिनट प्रतीक्षा करती है (संगीत)",
         "पार्सल मिलता है, समीक्षा लिखती है"),
        ("ऑर्डर 48-113 का ट्रैकिंग पृष्ठ", "सहायता कर्मचारी से बातचीत", "संदेश: “हम आपसे संपर्क करेंगे”",
         "दरवाज़े पर डिलीवरी कर्मी"),
        ("किसी को ऑर्डर की स्थिति ज्ञात नहीं; उसे फिर से समझाना पड़ता है", "48 घंटे का वादा पूरा नहीं हुआ"),
        ("फ़ोन", "ई-मेल"),
        ("क्रोध और निराशा", "राहत"),
        ("टीम को हस्तांतरण",),
    ),
    "th": Words(
        "เส้นทางการช่วยเหลือลูกค้า: พัสดุที่ไม่มาถึง",
        "มาลีรอสินค้ามาหนึ่งสัปดาห์แล้วและติดต่อฝ่ายบริการลูกค้าถึงสามครั้ง",
        ("มาลี ใจดี", "ลูกค้าตั้งแต่ปี 2562", "ฉันแค่อยากรู้ว่าพัสดุของฉันอยู่ที่ไหน"),
        ("พบปัญหา", "ติดต่อ", "รอคอย", "แก้ไขแล้ว"),
        ("การกระทำของลูกค้า", "จุดสัมผัส", "ปัญหาที่พบ", "อารมณ์"),
        ("เปิดหน้าติดตามพัสดุบนโทรศัพท์มือถือ", "ค้นหาหมายเลขโทรศัพท์", "ถือสายรอ 25 นาที (มีเพลง)",
         "รับพัสดุแล้วเขียนรีวิว"),
        ("หน้าติดตามคำสั่งซื้อหมายเลข 48-113", "พูดคุยกับเจ้าหน้าที่ฝ่ายบริการ",
         "ข้อความ “เราจะติดต่อกลับ”", "พนักงานส่งของมาถึงหน้าประตู"),
        ("ไม่มีใครรู้สถานะของคำสั่งซื้อ ต้องเล่าเรื่องใหม่ทุกครั้ง",
         "สัญญาว่าภายใน 48 ชั่วโมงแต่ไม่เป็นจริง"),
        ("โทรศัพท์", "อีเมล"),
        ("โกรธและผิดหวัง", "โล่งใจ"),
        ("ส่งต่อให้ทีมงาน",),
    ),
    "zh-Hans": Words(
        "客服旅程：没有送到的包裹",
        "李娜等了一个星期，联系了三次客服。",
        ("李娜", "2019 年起的客户", "我只想知道我的包裹在哪里。"),
        ("发现问题", "联系客服", "等待", "解决"),
        ("客户行为", "触点", "痛点", "情绪"),
        ("在手机上打开物流查询页面", "寻找客服电话号码", "等待二十五分钟（音乐）", "收到包裹，写下评价"),
        ("订单 48-113 的物流查询页面", "与客服人员通话", "短信：“我们会尽快回复您”", "快递员送货上门"),
        ("没有人知道订单的状态，客户每次都要从头解释", "承诺的四十八小时没有兑现"),
        ("电话", "电子邮件"),
        ("愤怒和失望", "松了一口气"),
        ("转交团队",),
    ),
    "ja": Words(
        "サポートの旅：届かなかった荷物",
        "佐藤さんは一週間待ち、カスタマーサポートに三回連絡する。",
        ("佐藤美咲", "2019年からの顧客", "荷物がどこにあるのか知りたいだけです。"),
        ("問題に気づく", "問い合わせ", "待つ", "解決"),
        ("顧客の行動", "タッチポイント", "ペインポイント", "感情"),
        ("スマートフォンで追跡ページを開く", "電話番号を探す", "25分間待たされる（音楽）",
         "荷物を受け取り、レビューを書く"),
        ("注文番号48-113の追跡ページ", "サポート担当者との通話",
         "メッセージ「折り返しご連絡します」", "配達員が玄関に来る"),
        ("誰も注文の状況を知らず、毎回最初から説明しなければならない", "約束された48時間が守られなかった"),
        ("電話", "メール"),
        ("怒りと失望", "安堵"),
        ("チームへ引き継ぎ",),
    ),
    "ko": Words(
        "지원 여정: 도착하지 않은 소포",
        "지은은 일주일째 주문을 기다리며 고객센터에 세 번 연락한다.",
        ("김지은", "2019년부터 고객", "제 소포가 어디 있는지 알고 싶을 뿐이에요."),
        ("문제 발견", "연락", "기다림", "해결"),
        ("고객 행동", "접점", "불편한 점", "감정"),
        ("휴대폰으로 배송 조회 페이지를 연다", "전화번호를 찾는다", "25분 동안 기다린다(음악)",
         "소포를 받고 후기를 쓴다"),
        ("주문 48-113 배송 조회 페이지", "상담원과 통화", "문자: “곧 연락드리겠습니다”",
         "배달원이 문 앞에 온다"),
        ("아무도 주문 상태를 몰라서 매번 처음부터 설명해야 한다", "약속한 48시간이 지켜지지 않았다"),
        ("전화", "이메일"),
        ("분노와 실망", "안도"),
        ("팀에 인계",),
    ),
    "vi": Words(
        "Hành trình hỗ trợ: bưu kiện chưa đến",
        "Chị Lan đợi đơn hàng đã một tuần và liên hệ bộ phận chăm sóc khách hàng ba lần.",
        ("Nguyễn Thị Lan", "khách hàng từ 2019", "Tôi chỉ muốn biết bưu kiện của mình ở đâu."),
        ("Phát hiện sự cố", "Liên hệ", "Chờ đợi", "Giải quyết"),
        ("Hành động của khách", "Điểm chạm", "Điểm đau", "Cảm xúc"),
        ("Mở trang theo dõi đơn hàng", "Tìm số điện thoại", "Đợi 25 phút (nghe nhạc)",
         "Nhận bưu kiện và viết đánh giá"),
        ("Trang theo dõi đơn hàng 48-113", "Cuộc gọi với nhân viên hỗ trợ",
         "Tin nhắn: “Chúng tôi sẽ gọi lại”", "Người giao hàng đến cửa"),
        ("Không ai biết tình trạng đơn hàng; phải giải thích lại từ đầu", "Lời hứa 48 giờ không được giữ"),
        ("Điện thoại", "Thư điện tử"),
        ("Tức giận và thất vọng", "Nhẹ nhõm"),
        ("Chuyển cho nhóm",),
    ),
    "el": Words(
        "Ταξίδι υποστήριξης: το δέμα που δεν ήρθε",
        "Η Ελένη περιμένει την παραγγελία της μία εβδομάδα και επικοινωνεί τρεις φορές.",
        ("Ελένη Παπαδοπούλου", "πελάτισσα από το 2019", "Θέλω μόνο να μάθω πού είναι το δέμα μου."),
        ("Ανακάλυψη του προβλήματος", "Επικοινωνία", "Αναμονή", "Λύση"),
        ("Ενέργειες της πελάτισσας", "Σημεία επαφής", "Σημεία πόνου", "Συναίσθημα"),
        ("Ανοίγει τη σελίδα παρακολούθησης", "Ψάχνει τον αριθμό τηλεφώνου", "Περιμένει 25 λεπτά (μουσική)",
         "Παραλαμβάνει το δέμα, γράφει κριτική"),
        ("Σελίδα παρακολούθησης 48-113", "Κλήση με την εξυπηρέτηση", "Μήνυμα: «Θα σας καλέσουμε»",
         "Ο διανομέας στην πόρτα"),
        ("Κανείς δεν γνωρίζει την κατάσταση της παραγγελίας· εξηγεί ξανά από την αρχή",
         "Η υπόσχεση των 48 ωρών δεν τηρήθηκε"),
        ("Τηλέφωνο", "Ηλεκτρονικό ταχυδρομείο"),
        ("Θυμός και απογοήτευση", "Ανακούφιση"),
        ("Παράδοση στην ομάδα",),
    ),
    "ru": Words(
        "Путь поддержки: посылка, которая не пришла",
        "Елена ждёт заказ уже неделю и трижды обращается в службу поддержки.",
        ("Елена Соколова", "клиент с 2019 года", "Я просто хочу знать, где моя посылка."),
        ("Обнаружение проблемы", "Обращение", "Ожидание", "Решение"),
        ("Действия клиента", "Точки контакта", "Болевые точки", "Эмоции"),
        ("Открывает страницу отслеживания", "Ищет номер телефона", "Ждёт на линии 25 минут (музыка)",
         "Получает посылку и пишет отзыв"),
        ("Страница отслеживания заказа 48-113", "Разговор с сотрудником поддержки",
         "Сообщение: «Мы вам перезвоним»", "Курьер у двери"),
        ("Никто не знает о состоянии заказа, всё приходится объяснять заново",
         "Обещанные 48 часов не соблюдены"),
        ("Телефон", "Электронная почта"),
        ("Гнев и разочарование", "Облегчение"),
        ("Передача команде",),
    ),
    "de": Words(
        "Support-Reise: das Paket, das nicht kam",
        "Sabine wartet seit einer Woche und wendet sich dreimal an den Kundendienst.",
        ("Sabine Groß", "Kundin seit 2019", "Ich will nur wissen, wo mein Paket ist."),
        ("Problem bemerken", "Kontaktaufnahme", "Warten", "Lösung"),
        ("Handlungen der Kundin", "Berührungspunkte", "Schmerzpunkte", "Gefühlskurve"),
        ("Öffnet die Sendungsverfolgung", "Sucht die Telefonnummer",
         "Hängt 25 Minuten in der Warteschleife", "Bekommt das Paket, schreibt eine Bewertung"),
        ("Sendungsverfolgungsseite zu 48-113", "Anruf bei einer Servicemitarbeiterin",
         "Nachricht: „Wir melden uns“", "Bote an der Haustür"),
        ("Niemand kennt den Bestellstatus; sie erklärt alles von vorn",
         "Die zugesagten 48 Stunden wurden nicht eingehalten"),
        ("Telefon", "E-Mail"),
        ("Ärger und Enttäuschung", "Erleichterung"),
        ("Übergabe ans Team",),
    ),
    "tr": Words(
        "Destek yolculuğu: gelmeyen paket",
        "İpek bir haftadır siparişini bekliyor ve müşteri hizmetlerini üç kez arıyor.",
        ("İpek Işık", "2019’dan beri müşteri", "Paketimin nerede olduğunu bilmek istiyorum."),
        ("Sorunun fark edilmesi", "İletişim", "Bekleyiş", "Çözüm"),
        ("Müşterinin eylemleri", "Temas noktaları", "Sıkıntılı noktalar", "Duygu"),
        ("Kargo takip sayfasını açar", "Telefon numarasını arar", "25 dakika bekler (müzik)",
         "Paketi alır, değerlendirme yazar"),
        ("48-113 numaralı siparişin takip sayfası", "Müşteri temsilcisiyle görüşme",
         "Mesaj: “Size döneceğiz”", "Kurye kapıda"),
        ("Siparişin durumunu kimse bilmiyor; her şeyi baştan anlatıyor", "Söz verilen 48 saat tutulmadı"),
        ("Telefon", "E-posta"),
        ("Öfke ve hayal kırıklığı", "Rahatlama"),
        ("Ekibe devir",),
    ),
}  # fmt: skip
"""Texts by the language of the journey."""


def _further() -> Iterator[tuple[str, Words]]:
    text = (Path(__file__).parent / "data" / "journeys.txt").read_text(encoding="utf-8")
    for block in text.split("\n[")[1:]:
        language, *lines = block.rstrip("\n").replace("]", "", 1).split("\n")
        title, scenario, *parts = lines
        yield language, Words(title, scenario, *(tuple(part.split(" | ")) for part in parts))


FURTHER = dict(_further())
"""Texts in less common languages and scripts."""


def journey_in(language: str) -> Document:
    """Return a document with the support journey in one language."""
    words = (JOURNEYS | FURTHER)[language]
    draft = Draft(Document(), counting_ids())
    new_project(draft, name=words.title, author=words.persona[0])
    direction = "rtl" if is_right_to_left(language) else "ltr"
    journey = add_journey(draft, title=words.title, language=language, direction=direction)
    draft.change(journey, scenario=words.scenario)
    name, role, quote = words.persona
    persona = add_persona(draft, journey.id, name=name, role=role, quote=quote)
    channels = [
        add_channel(draft, words.channels[0], "phone"),
        add_channel(draft, words.channels[1], "email"),
    ]
    kinds = ("action", "touchpoint", "pain_point", "emotion")
    lanes = [
        add_lane(draft, journey.id, kind, title=title) for kind, title in zip(kinds, words.lanes, strict=True)
    ]
    curve = add_curve(draft, journey.id, persona.id)
    cards = []
    for at, stage_name in enumerate(words.stages):
        step = draft.steps_of(add_stage(draft, journey.id, name=stage_name).id)[0].id
        add_card(draft, step, lanes[0].id, words.actions[at])
        card = add_card(
            draft,
            step,
            lanes[1].id,
            words.touchpoints[at],
            channel=channels[at % 2].id,
            moment_of_truth=at == 2,
        )
        set_card_personas(draft, card.id, [persona.id])
        point = set_emotion(draft, curve.id, card.id, (0.1, -0.3, -0.9, 0.8)[at])
        if at >= 2:
            draft.change(point, label=words.labels[at - 2])
            add_card(draft, step, lanes[2].id, words.pains[at - 2], severity=at + 1)
        cards.append(card.id)
    link_cards(draft, cards[1], cards[2], "handoff", words.link[0])
    return draft.finish()
