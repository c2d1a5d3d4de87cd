"""Guess whether an actor is a customer, staff or a system, by words in several languages."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS = {
    "customer": _words("""
        customer customers client clients user users buyer shopper visitor guest patient passenger
        traveller traveler student learner reader member citizen me you i we kunde kundin kunden nutzer
        nutzerin benutzer benutzerin besucher gast patientin ich wir cliente clientes usuario usuaria
        usuário usuária utilisateur utilisatrice visiteur visiteuse moi yo eu utente клиент клиентка
        пользователь покупатель посетитель пациент я πελάτης πελάτισσα χρήστης العميل عميل المستخدم
        مستخدم לקוח משתמש ग्राहक उपयोगकर्ता müşteri kullanıcı klient klientka użytkownik khách
    """),
    "system": _words("""
        bot chatbot system systems platform app application api server backend frontend database website
        site web ai llm algorithm software automation gateway localstorage crm erp systeme plattform
        anwendung datenbank automat ki webseite système plateforme logiciel ia sistema plataforma
        aplicación aplicativo aplicação servidor robô piattaforma система бот платформа сервер приложение
        сайт σύστημα πλατφόρμα εφαρμογή النظام نظام المنصة روبوت מערכת सिस्टम प्रणाली sistem uygulama
    """),
    "staff": _words("""
        agent agents support staff team employee employees clerk cashier waiter waitress driver courier
        technician engineer operator manager salesperson sales rep representative advisor adviser doctor
        nurse receptionist reception desk helpdesk service company organisation organization shop store
        bank vendor supplier provider merchant moderator admin administrator logistics warehouse
        backoffice mitarbeiter mitarbeiterin berater beraterin kundendienst kundenservice betreuer
        techniker technikerin vertrieb verkäufer verkäuferin fahrer fahrerin empfang hausverwaltung firma
        zentrale sachbearbeiter conseiller conseillère vendeur vendeuse équipe employé employée accueil
        guichet livreur contrôleur agente soporte equipo empleado empleada vendedor vendedora repartidor
        repartidora técnico técnica médico médica servicio atendente suporte equipe funcionário
        funcionária recepção balcão entregador serviço operatore assistenza impiegato оператор сотрудник
        сотрудница менеджер поддержка курьер администратор врач регистратура банк юрист υπάλληλος εξυπηρέτηση
        τεχνικός ταχυδρόμος الموظف موظف الدعم مندوب נציג נציגה מוקדן צוות कर्मचारी एजेंट temsilci destek
        görevli çalışan pracownik urzędniczka urzędnik obsługa
    """),
}
_PARTS = {
    "system": (
        *(
            "系统",
            "系統",
            "后端",
            "後端",
            "平台",
            "机器人",
            "機器人",
            "システム",
            "ボット",
            "アプリ",
            "サーバ",
        ),
        *("시스템", "챗봇", "서버", "hệ thống", "ระบบ"),
    ),
    "staff": (
        *(
            "客服",
            "团队",
            "團隊",
            "员工",
            "員工",
            "店员",
            "店員",
            "司机",
            "医生",
            "房东",
            "担当",
            "窓口",
            "スタッフ",
        ),
        *("オペレーター", "サポート", "상담원", "직원", "담당자", "nhân viên", "พนักงาน"),
    ),
}
"""Words to find anywhere in a name, for languages that do not separate words by blanks, or split them."""

_HEAD_FIRST = _words("de del do da des du au al à di für der of")
"""Words that show that the head noun of a name is first, as in “servicio al cliente”."""

_WORD = re.compile(r"[^\W\d_]+")


def guess_persona_kind(name: str) -> str:
    """Return `customer`, `staff` or `system`: by the head of `name`, else by any word, else `customer`."""
    return _kind_by_words(name) or "customer"


def names_an_actor(name: str) -> bool:
    """Return whether `name` contains a known word for a person, an organisation or a system."""
    return bool(_kind_by_words(name))


def _kind_by_words(name: str) -> str:
    folded = name.casefold()
    for kind, parts in _PARTS.items():
        if any(part in folded for part in parts):
            return kind
    words = _WORD.findall(folded)
    head = words[:1] if _HEAD_FIRST.intersection(words) else words[-1:]
    for some in (head, words):
        for kind, known in _WORDS.items():
            if known.intersection(some):
                return kind
    return ""
