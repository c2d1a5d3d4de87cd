"""Meanings of the headings of rows and columns, in many languages."""

import re
from collections.abc import Sequence
from functools import cache

from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import CARD_KINDS
from journey_editor.wording.map_words import guiding_question, kind_name, lane_name

PLACES = ("stage", "step", "number", "goal")
"""Roles that say where the cards of a row are."""
DETAILS = ("persona", "channel", "emotion", "note", "owner")
"""Roles whose values belong to the cards of a row."""
RATINGS = ("importance", "severity", "frequency", "impact", "effort")
"""Roles whose values are numbers from 1 to 5 of a card."""
MARKS = ("moment_of_truth", "fail_point")
"""Roles whose values say whether a card has a sign."""
FIELDS = (*RATINGS, *MARKS, "tags", "due")
"""Roles whose values are other fields of a card."""
LANES = CARD_KINDS
"""Roles whose values are cards: the kinds of their lanes."""
ROLES = (*PLACES, *LANES, *DETAILS, *FIELDS, "journey", "lane", "kind", "card")
"""Roles of columns. With `lane` and `card`, each row is one card and names its lane. Empty: not used."""

_WORDS = {
    "stage": """stage, stages, phase, phases, journey stage, journey phase, customer stage, lifecycle
        stage, funnel stage, journey stages, phasen, etappe, stufe, étape, étapes, etape, fase, fases,
        fasi, etapa, etapas, faser, vaihe, etap, etapy, fáze, fázy, szakasz, aşama, этап, этапы, стадия,
        стадии, фаза, етап, φάση, στάδιο, 阶段, 階段, ステージ, フェーズ, 단계, المرحلة, مرحلة, المراحل,
        מרחלה, שלב, שלבים, चरण, giai đoạn, tahap, tahapan, ขั้นตอน, مرحله""",
    "step": """step, steps, journey step, sub stage, substage, sub step, substep, moment, scene, event,
        schritt, schritte, teilschritt, paso, pasos, passo, passos, passi, stap, stappen, steg, trin,
        askel, krok, kroki, kroky, lépés, adım, шаг, шаги, крок, βήμα, 步骤, 步驟, ステップ, الخطوة,
        خطوة, צעד, कदम, bước, langkah""",
    "number": """#, no, nr, number, step number, step no, step nr, id, n°, nº, №, num, order, seq,
        sequence, nummer, lfd nr, position, pos, número, numéro, номер, 序号, 番号""",
    "goal": """stage goal, customer goal, customer goals, user goal, user goals, goal, goals, ziel,
        ziele, kundenziel, objectif, objectifs, objetivo, objetivos, meta, metas, obiettivo, obiettivi,
        doel, doelen, cel, cíl, mål, tavoite, цель, цели, 目标, 目標, الهدف""",
    "action": """action, tut, macht, hace, faz, fait, fa, doet, делает, actions, user action, user
        actions, customer action, customer actions, activity, activities, behaviour, behavior,
        behaviours, doing, does, do, task, tasks, what they do, user tasks, aktion, aktionen, handlung,
        handlungen, aktivität, aktivitäten, tätigkeit, tun, kundenaktion, kundenaktionen, nutzeraktion,
        actions client, actions du client, actions utilisateur, activité, activités, acción, acciones,
        actividad, actividades, acciones del cliente, acciones del usuario, ação, ações, atividade,
        atividades, ações do cliente, ações do usuário, azione, azioni, attività, actie, acties,
        activiteit, activiteiten, handling, handlinger, handlingar, aktivitet, działanie, działania,
        akce, činnost, tevékenység, eylem, eylemler, действие, действия, действия клиента, дії,
        ενέργειες, 行动, 行動, 用户行为, 行为, 行動内容, 행동, الإجراءات, إجراءات, הפעולות, פעולות,
        कार्य, hành động, tindakan, aktivitas""",
    "touchpoint": """touchpoint, where, touchpoints, touch point, touch points, point of contact, contact
        point, interaction, interactions, kontaktpunkt, kontaktpunkte, berührungspunkt, berührungspunkte,
        interaktion, point de contact, points de contact, punto de contacto, puntos de contacto, ponto de
        contato, pontos de contato, ponto de contacto, pontos de contacto, punto di contatto, punti di
        contatto, contactpunt, contactpunten, kontaktpunkter, punkt styku, punkty styku, kontaktní bod,
        kontaktní body, temas noktası, temas noktaları, точка контакта, точки контакта, точка контакту,
        точки контакту, точки касания, σημεία επαφής, 触点, 接触点, 接点, タッチポイント, 터치포인트,
        접점, نقاط الاتصال, نقطة الاتصال, נקודות מגע, điểm chạm, titik sentuh""",
    "thought": """thought, denkt, piensa, pensa, pense, thinks, думает, mindset, thoughts, thinking,
        thinks, quote, quotes, think, question, questions, mindset, customer quote, what they think,
        thoughts and feelings, verbatim, verbatims, voice of customer, gedanke, gedanken, zitat, zitate,
        denken, frage, fragen, pensée, pensées, citation, citations, questions client, verbatims client,
        pensamiento, pensamientos, cita, citas, pregunta, preguntas, pensamento, pensamentos, citação,
        citações, dúvidas, pensiero, pensieri, citazione, domande, gedachten, gedachte, citaat, citaten,
        vragen, tanker, citat, tankar, sitater, ajatukset, myśli, cytat, cytaty, myšlenky, gondolatok,
        düşünceler, мысль, мысли, цитата, цитаты, вопросы, думки, σκέψεις, 想法, 思考, 引用, 心の声,
        생각, الأفكار, أفكار, מחשבות, विचार, suy nghĩ, pikiran""",
    "feeling": """customer experience, user experience, experience, feeling words, need, needs,
        expectation, expectations, bedürfnis, bedürfnisse, erwartung, erwartungen, besoins, attentes,
        necesidades, expectativas, necessidades, bisogni, aspettative, behoeften, verwachtingen,
        потребности, ожидания, 需求, 期望""",
    "emotion": """emotion, feels, fühlt, siente, sente, ressent, voelt, чувствует, emotions, feeling,
        feelings, feel, mood, emotional state, sentiment, satisfaction, emotion score, experience score,
        score, rating, emotional level, emotion level, emotional journey, emotional curve, emotion curve,
        how they feel, gefühl, gefühle, emotionen, stimmung, zufriedenheit, émotion, émotions, ressenti,
        sentiments, humeur, emoción, emociones, sentimiento, sentimientos, estado de ánimo, emoção,
        emoções, sentimento, sentimentos, humor, emozione, emozioni, sentimenti, stato d'animo, emotie,
        emoties, gevoel, gevoelens, stemming, følelser, følelse, känslor, känsla, tunteet, tunne, emocje,
        emocja, emoce, érzelmek, duygu, duygular, эмоция, эмоции, чувства, настроение, емоції,
        συναισθήματα, 情绪, 情緒, 感情, 감정, المشاعر, مشاعر, רגשות, רגש, भावनाएँ, भावना, cảm xúc, emosi,
        perasaan""",
    "pain_point": """pain point, pain points, painpoint, painpoints, pain, pains, problem, problems,
        issue, issues, frustration, frustrations, barrier, barriers, friction, obstacle, obstacles,
        challenge, challenges, risk, risks, gap, gaps, blocker, blockers, schmerzpunkt, schmerzpunkte,
        probleme, hürde, hürden, ärgernis, hindernisse, herausforderungen, point de douleur, points de
        douleur, irritant, irritants, problème, problèmes, points de friction, freins, difficultés, punto
        de dolor, puntos de dolor, problema, problemas, dolores, fricciones, frustraciones, obstáculos,
        dor, dores, pontos de dor, problemi, punti dolenti, criticità, frustrazioni, pijnpunt,
        pijnpunten, knelpunt, knelpunten, problemen, smertepunkter, smärtpunkter, kipupisteet, problemy,
        bolączki, punkty bólu, bolestivá místa, problém, problémy, fájdalompontok, sorun, sorunlar, acı
        noktaları, боль, боли, проблема, проблемы, барьеры, болі, проблеми, προβλήματα, 痛点, 痛點, 问题,
        課題, ペインポイント, 문제점, 고충, 페인포인트, نقاط الألم, المشاكل, مشاكل, נקודות כאב, בעיות,
        समस्या, समस्याएँ, vấn đề, điểm đau, masalah, titik nyeri""",
    "opportunity": """opportunity, opportunities, improvement, improvements, idea, ideas, solution,
        solutions, recommendation, recommendations, suggestion, suggestions, next steps, gain, gains,
        chance, chancen, verbesserung, verbesserungen, ideen, idee, lösungen, maßnahmen, potenziale,
        opportunité, opportunités, amélioration, améliorations, pistes d'amélioration, idées, solutions
        possibles, oportunidad, oportunidades, mejora, mejoras, soluciones, oportunidade, melhoria,
        melhorias, ideias, soluções, opportunità, miglioramenti, kans, kansen, verbeteringen, ideeën,
        muligheder, muligheter, möjligheter, mahdollisuudet, szansa, szanse, możliwości, pomysły,
        příležitost, příležitosti, lehetőségek, fırsat, fırsatlar, возможность, возможности, идеи,
        решения, можливості, ευκαιρίες, 机会, 機會, 機会, 机会点, 改善案, 기회, الفرص, فرص, הזדמנויות,
        अवसर, cơ hội, peluang""",
    "frontstage": """frontstage, front stage, onstage, on stage, employee actions, staff actions, staff,
        mitarbeiteraktionen, vordergrund, avant scène, frente al público, palco""",
    "backstage": """backstage, back stage, behind the scenes, internal actions, internal process,
        offstage, hinter der bühne, coulisses, tras bastidores, bastidores, retroscena, закулисье""",
    "support_process": """support process, support processes, support, system, systems, technology,
        tools, it systems, supporting systems, unterstützende prozesse, prozesse, systeme, processus
        support, systèmes, procesos, procesos de apoyo, sistemas, processos, processos de apoio,
        processi, sistemi, systemen, systemy, системы, процессы, 系统, システム""",
    "physical_evidence": """physical evidence, evidence, artefacts, artifacts, physische beweise, preuves
        physiques, evidencia física, evidência física, evidenze fisiche""",
    "text": """kpi, kpis, metric, metrics, business goal, business goals, team, teams, teams involved,
        department, departments, responsible, stakeholder, stakeholders, insight, insights, success
        metrics, measures, confidence, duration, time, timing, timeframe, length, business process,
        kennzahlen, abteilung, abteilungen, dauer, indicateurs, équipe, équipes, métricas, equipo,
        equipos, indicadores, equipe, equipes, metriche, afdeling, показатели, метрики, 指标, 指標,
        description, beschreibung, descripción, descrição, descrizione, description détaillée""",
    "persona": """persona, personas, actor, actors, who, customer, customers, user, users, user type,
        customer type, customer segment, segment, kunde, kunden, nutzer, akteur, akteure, zielgruppe,
        acteur, acteurs, utilisateur, cliente, clientes, usuario, usuarios, actores, usuário, usuários,
        ator, atores, utente, attore, klant, gebruiker, kunder, bruger, bruker, asiakas, klient,
        użytkownik, клиент, персона, пользователь, персонаж, 用户, 角色, ペルソナ, 페르소나, الشخصية,
        العميل, לקוח, פרסונה""",
    "channel": """channel, channels, kanal, kanäle, canal, canaux, canales, canais, canale, canali,
        kanaal, kanalen, kanaler, kanava, kanavat, kanał, kanały, kanál, kanály, csatorna, kanallar,
        канал, каналы, канали, κανάλι, κανάλια, 渠道, チャネル, チャンネル, 채널, القناة, القنوات, ערוץ,
        ערוצים, चैनल, kênh, saluran""",
    "note": """note, notes, comment, comments, remark, remarks, notiz, notizen, kommentar, kommentare,
        bemerkung, bemerkungen, commentaire, commentaires, remarques, nota, notas, comentario,
        comentarios, comentários, observações, commenti, opmerkingen, notatki, uwagi, примечание,
        комментарий, 备注, 備考""",
    "owner": """owner, owners, responsible person, assignee, verantwortlich, verantwortliche,
        verantwortlicher, propriétaire, responsable, responsables, responsável, responsabile,
        verantwoordelijke, ответственный, 负责人, 担当者""",
    "importance": "importance, wichtigkeit, importancia, importância, importanza",
    "severity": "severity, schweregrad, gravité, gravedad, gravidade, gravità",
    "frequency": "frequency, häufigkeit, fréquence, frecuencia, frequência, frequenza",
    "impact": "impact, wirkung, impacto, impatto",
    "effort": "effort, aufwand, esfuerzo, esforço, sforzo",
    "moment_of_truth": "moment of truth, moments of truth, mot, moment der wahrheit, moment de vérité",
    "fail_point": "fail point, fail points, fehlerstelle",
    "tags": "tag, tags, label, labels, schlagwörter, étiquettes, etiquetas",
    "due": "due, due date, deadline, fällig, échéance, fecha límite, prazo, scadenza",
    "journey": "journey, journey title, journey name",
    "kind": "kind, card kind",
    "lane": """lane, lanes, swimlane, swim lane, row, type, category, card type, dimension, bahn,
        zeile, art, kategorie, couloir, ligne, catégorie, carril, categoría, tipo, raia, categoria,
        corsia, baan, дорожка, тип, категория""",
    "card": """card, cards, card text, text, content, item, title, name, karte, karten, inhalt, carte,
        contenu, tarjeta, contenido, cartão, conteúdo, scheda, kaart, карточка, текст, содержание""",
}  # fmt: skip
_STAGE_NAMES = """awareness, consideration, decision, purchase, onboarding, retention, loyalty, advocacy,
    research, evaluation, acquisition, service, use, usage, discovery, discover, delivery, delivery and
    use, renewal, support, search, order, checkout, arrival, check in, booking, planning, engagement,
    adoption, trial, sign up, signup, post purchase, pre purchase, before, during, after, return,
    explore, compare, buy, inquiry, comparison, aufmerksamkeit, entdeckung, überlegung, erwägung,
    entscheidung, kauf, nutzung, bindung, loyalität, empfehlung, informieren, vorher, während, nachher,
    suche, bestellung, lieferung, buchung, vergleich, prise de conscience, découverte, considération,
    décision, achat, utilisation, fidélisation, fidélité, recommandation, recherche, commande, livraison,
    avant, pendant, après, descubrimiento, conciencia, consideración, decisión, compra, uso, retención,
    fidelización, lealtad, recomendación, búsqueda, entrega, reserva, antes, durante, después,
    descoberta, consciência, consideração, decisão, utilização, retenção, fidelização, lealdade,
    recomendação, consapevolezza, considerazione, decisione, acquisto, utilizzo, fedeltà, ricerca, prima,
    dopo, bewustwording, overweging, beslissing, aankoop, gebruik, loyaliteit, осведомлённость,
    осведомленность, рассмотрение, решение, покупка, использование, лояльность, поиск, выбор, заказ,
    доставка, 认知, 考虑, 购买, 使用, 忠诚, 認知, 検討, 購入, 利用, 인지, 고려, 구매, 사용, الوعي,
    التفكير, القرار, الشراء, الولاء, מודעות, שיקול, רכישה, נאמנות"""
_SHORTEST_END = 5
"""Minimum length of a word at the end of a compound."""
_PARENTHESES = re.compile(r"[(\[（【].*?[)\]）】]")
_APART = re.compile(r"[\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def folded(text: str) -> str:
    """Return a heading in the form in which it is compared: its words, without what is in parentheses."""
    whole = _APART.sub(" ", text.casefold()).strip()
    return _APART.sub(" ", _PARENTHESES.sub(" ", text.casefold())).strip() or whole


@cache
def role_of(heading: str) -> str:
    """Return the role of a column with this heading, or an empty text."""
    return matched(heading)[0]


def matched(heading: str) -> tuple[str, str]:
    """Return the role of a heading and the words that say it, or two empty texts."""
    if heading.strip() in ("#", "№", "n°", "nº"):
        return "number", heading.strip()
    words = folded(heading)
    if not words or len(words) > 80 or words.endswith(" id"):
        return "", ""
    if found := _known().get(words) or _translated().get(words):
        return found, words
    parts = words.split()
    for role in ("frontstage", "backstage"):
        if role in parts:
            return role, role
    # Among several words, the last ones mostly say what it is, such as in “Customer actions”.
    some = [
        " ".join(parts[start : start + length])
        for length in range(min(len(parts), 4), 0, -1)
        for start in range(len(parts) - length, -1, -1)
    ]
    known = [(role, each) for each in some if (role := _known_form(each)) and role not in ("card", "number")]
    if known:
        # Who it is about is in many headings, such as “What does the customer do?”.
        return min(known, key=lambda each: each[0] in ("persona", "lane"))
    # Compounds, such as “Verbesserungsideen”.
    for each in parts:
        ends = [each[at:] for at in range(2, len(each) - _SHORTEST_END + 1) if each[at:] in _known()]
        if ends and not _UNSPACED.search(each):
            return _known()[ends[0]], each
    if _UNSPACED.search(words):
        fitting = [each for each in _known() if len(each) > 1 and _UNSPACED.match(each) and each in words]
        if fitting:
            # In these scripts, too, the last words say what it is.
            last = max(fitting, key=lambda each: (words.rfind(each) + len(each), len(each)))
            return _known()[last], last
    return "", ""


def _known_form(words: str) -> str:
    """Return the role of a word or phrase, in the plural, too."""
    return _known().get(words) or (_known().get(words[:-1], "") if words.endswith("s") else "")


def is_stage_name(text: str) -> bool:
    """Return whether a text is one of the usual names of stages, or a number of one, such as “Phase 2”."""
    words = folded(text)
    if (numbered := re.fullmatch(r"(\w+) \d{1,3}", words)) and _known().get(numbered[1]) in ("stage", "step"):
        return True
    return re.sub(r"^[\d .]+", "", words) in _stage_names()


@cache
def _stage_names() -> frozenset[str]:
    return frozenset(folded(each) for each in _STAGE_NAMES.split(","))


@cache
def _known() -> dict[str, str]:
    return {
        form: role
        for role, words in reversed(_WORDS.items())
        for each in words.split(",")
        if (form := folded(each))
    }


@cache
def _translated() -> dict[str, str]:
    """Return the names of lanes and kinds in all languages of maps, which takes a moment to read."""
    found: dict[str, str] = {}
    for tag in reversed(catalogue_tags()):
        for kind in reversed(CARD_KINDS):
            # A card of feelings has the same name as the curve in many languages.
            for name in (guiding_question(kind, tag), kind_name(kind, tag), lane_name(kind, tag)):
                found[folded(name)] = kind
        found[folded(lane_name("emotion", tag))] = "emotion"
        found[folded(lane_name("channel", tag))] = "channel"
        for role, name in (("stage", tr("Stage", tag)), ("persona", tr("Persona", tag))):
            found.setdefault(folded(name), role)
    return found


def language_of(headings: Sequence[str]) -> str:
    """Return the language in which most of several headings are names of lanes, or an empty text."""
    said = {folded(each) for each in headings}
    counts = {tag: len(said & names) for tag, names in _names_of_lanes().items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > 1 else ""


@cache
def _names_of_lanes() -> dict[str, set[str]]:
    return {
        tag: {folded(name(kind, tag)) for kind in (*CARD_KINDS, "emotion") for name in (kind_name, lane_name)}
        for tag in catalogue_tags()
    }
