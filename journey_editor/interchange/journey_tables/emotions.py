"""Emotions in the cells of a table: words, emoji and numbers on any scale."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from journey_editor.foundation.bullets import without_bullet
from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.quantities import normalised, number_from
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.journey_tables.entries import entries
from journey_editor.wording.map_words import level_words


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VALUES = {
    1.0: """delighted, thrilled, ecstatic, excited, excitement, enthusiastic, enthusiasm, amazed,
        delight, joy, joyful, love, loves, loved, overjoyed, wow, excellent, great, fantastic, euphoric,
        proud, pride, begeistert, begeisterung, entzückt, euphorisch, stolz, freude, hervorragend, sehr
        zufrieden, ravi, ravie, enthousiaste, enchanté, enchantée, joie, fier, fière, excellent,
        émerveillé, encantado, encantada, entusiasmado, entusiasmada, emocionado, emocionada, alegría,
        orgulloso, orgullosa, eufórico, excelente, animado, animada, encantamento, alegria, orgulhoso,
        orgulhosa, empolgado, empolgada, entusiasta, entusiasmo, entusiasta, entusiasmato, felicissimo,
        gioia, orgoglioso, enthousiast, blij verrast, trots, восторг, восхищение, в восторге, радость,
        гордость, zachwycony, zachwyt, radość, nadšený, nadšení, radost, heyecanlı, ενθουσιασμός, 兴奋,
        惊喜, 開心極了, 欣喜, 大満足, 感動, ワクワク, 신남, 감동, متحمس, مسرور, נלהב, מרוצה מאוד,
        उत्साहित""",
    0.5: """happy, happiness, satisfied, satisfaction, pleased, glad, relieved, relief, confident,
        confidence, hopeful, hope, optimistic, positive, good, trust, trusting, secure, security, safe,
        motivated, motivation, inspired, inspiration, creative inspiration, grateful, thankful, content,
        comfortable, reassured, eager, impressed, empowered, engaged, high, fine, cheerful, accomplished,
        in control, control, peace of mind, anticipation, glücklich, zufrieden, zufriedenheit, erfreut,
        froh, erleichtert, erleichterung, zuversichtlich, sicher, hoffnungsvoll, optimistisch, positiv,
        gut, vertrauen, motiviert, dankbar, beruhigt, hoch, vorfreude, heureux, heureuse, content,
        contente, satisfait, satisfaite, satisfaction, soulagé, soulagée, soulagement, confiant,
        confiante, confiance, rassuré, rassurée, optimiste, positif, bon, motivé, motivée, élevé, espoir,
        feliz, contento, contenta, satisfecho, satisfecha, aliviado, aliviada, alivio, confiado,
        confiada, confianza, esperanzado, esperanzada, optimista, positivo, bueno, motivado, motivada,
        agradecido, seguro, segura, alto, alta, esperança, satisfeito, satisfeita, satisfação, alívio,
        confiante, confiança, esperançoso, esperançosa, bom, motivado, grato, tranquilo, tranquila,
        felice, soddisfatto, soddisfatta, sollevato, fiducioso, sereno, blij, tevreden, opgelucht,
        hoopvol, zelfverzekerd, glad, tilfreds, nöjd, fornøyd, tyytyväinen, iloinen, zadowolony, ulga,
        spokojený, šťastný, elégedett, mutlu, memnun, довольна, доволен, довольны, радостно, рад, рада,
        облегчение, уверенность, надежда, спокойствие, задоволений, χαρούμενος, ικανοποιημένος,
        ανακούφιση, 开心, 高兴, 满意, 放心, 期待, 信任, 轻松, 安心, 満足, 嬉しい, 楽しい, 행복, 만족,
        안심, 기대, سعيد, راض, راضٍ, مرتاح, שמח, מרוצה, הקלה, खुश, संतुष्ट, राहत, vui, hài lòng, senang,
        puas""",
    0.2: """ciekawy, ciekawa, zainteresowany, meraklı, kíváncsi, curious, curiosity, interested,
        interest, intrigued, exploration, focused, calm, neugierig, neugier, interessiert, interesse,
        ruhig, gespannt, curieux, curieuse, curiosité, intéressé, intéressée, calme, intérêt, curioso,
        curiosa, curiosidad, interesado, interesada, curiosidade, interessado, interessada, interés,
        curiosità, nieuwsgierig, nyfiken, nysgerrig, zaciekawiony, zvědavý, любопытство, интерес,
        спокойно, περιέργεια, 好奇, 平静, 興味, 궁금, 호기심, فضولي, סקרן, जिज्ञासु, tò mò""",
    0.0: """neutral, neutrality, ok, okay, indifferent, mixed, medium, moderate, average, so so, fair,
        evaluation, considering, gleichgültig, mittel, gemischt, neutre, indifférent, moyen, moyenne,
        mitigé, indiferente, medio, media, mixto, neutro, neutra, médio, misto, indifferente, neutrale,
        medio, neutraal, gemiddeld, nøytral, obojętny, neutralny, neutrální, semleges, nötr, нейтрально,
        нейтральный, нейтральное, безразличие, ουδέτερος, 中立, 中性, 一般, 普通, 보통, 중립, محايد,
        ניטרלי, אדיש, तटस्थ""",
    -0.5: """confused, confusion, unsure, uncertain, uncertainty, anxious, anxiety, worried, worry,
        nervous, impatient, impatience, skeptical, sceptical, skepticism, hesitant, hesitation, doubt,
        doubtful, bored, boring, boredom, concerned, concern, disappointed, disappointment, annoyed,
        annoyance, irritated, sad, sadness, overwhelmed, tired, stressed, stress, unhappy, negative, bad,
        low, lost, tense, dissatisfied, poor, lonely, apprehensive, wary, fear, verwirrt, verwirrung,
        unsicher, unsicherheit, ängstlich, angst, besorgt, sorge, sorgen, nervös, ungeduldig, ungeduld,
        skeptisch, zögerlich, gelangweilt, langeweile, enttäuscht, enttäuschung, genervt, gereizt,
        traurig, überfordert, müde, gestresst, unzufrieden, negativ, schlecht, niedrig, confus, confuse,
        perdu, perdue, incertain, incertaine, anxieux, anxieuse, anxiété, inquiet, inquiète, inquiétude,
        nerveux, nerveuse, impatient, impatiente, impatience, sceptique, hésitant, hésitante, doute,
        ennui, ennuyé, ennuyée, déçu, déçue, déception, agacé, agacée, triste, stressé, stressée,
        négatif, mauvais, faible, bas, mécontent, confundido, confundida, confusión, inseguro, insegura,
        ansioso, ansiosa, ansiedad, preocupado, preocupada, preocupación, nervioso, nerviosa, impaciente,
        escéptico, escéptica, duda, dudas, indeciso, indecisa, aburrido, aburrida, decepcionado,
        decepcionada, decepción, molesto, molesta, estresado, estresada, agobiado, agobiada, negativo,
        malo, bajo, baja, insatisfecho, confuso, confusa, confusão, incerteza, ansiedade, preocupação,
        nervoso, nervosa, cético, dúvida, entediado, desapontado, desapontada, decepção, irritado,
        irritada, estressado, estressada, ruim, baixo, baixa, insatisfeito, confusione, incerto, incerta,
        ansia, preoccupato, preoccupata, nervoso, scettico, annoiato, deluso, delusa, stressato, verward,
        onzeker, bezorgd, ongeduldig, sceptisch, teleurgesteld, geïrriteerd, forvirret, usikker,
        förvirrad, osäker, zdezorientowany, niepewny, niepokój, zmatený, nejistý, zklamaný, zavart,
        kafası karışık, endişeli, сомнение, сомнения, растерянность, тревога, волнение, беспокойство,
        скука, разочарование, грусть, нетерпение, усталость, недовольство, тривога, σύγχυση, άγχος,
        ανησυχία, 困惑, 焦虑, 担心, 失望, 无聊, 疑惑, 犹豫, 不安, 心配, 迷い, 退屈, 不満, 혼란, 불안,
        걱정, 지루함, 실망, قلق, مرتبك, محبط, ملل, חרד, מבולבל, מודאג, מאוכזב, चिंतित, भ्रमित, निराश, lo
        lắng, bối rối, bingung, cemas""",
    -1.0: """frustrated, frustration, frustrating, angry, anger, furious, rage, upset, hate, hates,
        terrible, awful, horrible, desperate, despair, devastated, outraged, panic, miserable, wütend,
        wut, verärgert, ärger, frustriert, frust, verzweifelt, verzweiflung, entsetzt, panik, frustré,
        frustrée, frustration, fâché, fâchée, en colère, colère, furieux, furieuse, énervé, énervée,
        désespéré, désespérée, panique, frustrado, frustrada, frustración, enojado, enojada, enfadado,
        enfadada, enojo, enfado, ira, furioso, furiosa, desesperado, desesperada, frustração, raiva,
        bravo, brava, furioso, zangado, desespero, frustrato, frustrata, frustrazione, arrabbiato,
        arrabbiata, rabbia, furioso, disperato, gefrustreerd, frustratie, boos, woedend, sint, arg,
        vihainen, frustreret, sfrustrowany, frustracja, zły, wściekły, frustrovaný, frustrace, naštvaný,
        dühös, frusztrált, kızgın, sinirli, злость, гнев, раздражение, фрустрация, злой, зла, ярость,
        отчаяние, розчарування, злість, θυμός, απογοήτευση, θυμωμένος, 生气, 愤怒, 沮丧, 烦躁, 崩溃,
        怒り, イライラ, 憤り, 분노, 화남, 짜증, غاضب, غضب, כועס, כעס, מתוסכל, תסכול, गुस्सा, tức giận,
        thất vọng, marah, frustrasi""",
}  # fmt: skip
_FACES = {
    1.0: "😀😃😄😁😆😍🤩🥰🎉🥳😂❤💖💚🏆🚀",
    0.5: "🙂😊😌☺👍😎😇🤗💪✅",
    0.2: "🧐🤓😮",
    0.0: "😐😑🤔😶🧩⏳🔍➖",
    -0.5: "🙁☹😕😟😞😔😬👎🤨😒😓😥😰🥱😴❓⚠",
    -1.0: "😡😠😢😭😤😩😫🤬😱💔😖😣🤯❌",
}
_STRONGER = _set("""
    very extremely so really super highly sehr äußerst extrem très extrêmement muy sumamente muito molto erg
    heel zeer очень bardzo velmi çok
""")
_WEAKER = _set("""
    slightly bit little somewhat mildly mild possible etwas leicht leichte peu légèrement possible algo poco
    ligeramente um pouco leve leggermente po beetje слегка немного
""")
_NOT = _set("not no nicht kein keine pas non sin não sem niet не nie ingen inte without ohne sans senza")
_NUMBER = re.compile(
    r"([+\-]?\d{1,4}(?:[.,]\d{1,4})?)(?: ?(%)| ?(?:/|of|von|sur|de|su|из) ?(\d{1,3}))?(?![\d.,]*\d)(.*)",
    re.DOTALL,
)
_STARS = re.compile(r"((?:[★⭐🌟✭]\ufe0f?){1,10})([☆✩]{0,10})")
_RANGE = re.compile(r"([+\-]?\d{1,3}) ?(?:-|to|bis|à|a|до|~|…|\.\.\.?) ?([+\-]?\d{1,3})\b")
_WORD = re.compile(r"[^\s\d,.;:!?…/()\[\]{}\"“”„«»+*_<>=|–—、。，！？-]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST_PHRASE = 3


@dataclass(frozen=True, slots=True)
class Emotion:
    """Emotion of a cell: its value from −1 to +1, or None if it is unknown, and the words beside a number."""

    value: float | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Lowest and highest number of the numbers of a column."""

    low: float
    high: float

    def value(self, number: float) -> float:
        """Return a number as a value from −1 to +1."""
        value = 2 * (number - self.low) / (self.high - self.low) - 1
        return min(1.0, max(-1.0, value))


def scale_of(texts: Iterable[str], heading: str = "") -> Scale:
    """Return the scale of the numbers in a column: as its heading says, else the usual one that has them."""
    if (said := _RANGE.search(normalised(heading))) and float(said[1]) < float(said[2]):
        return Scale(float(said[1]), float(said[2]))
    numbers = [found[0] for each in texts if (found := _number(each)) is not None and found[1] is None]
    low, high = min(numbers, default=1.0), max(numbers, default=5.0)
    if low < 0:
        most = max(-low, high)
        end = next((each for each in (1.0, 2.0, 3.0, 5.0, 10.0, 100.0) if most <= each), most)
        return Scale(-end, end)
    if any(each.strip().startswith("+") for each in texts):
        return Scale(-2.0, 2.0) if high <= 2 else Scale(-5.0, 5.0) if high <= 5 else Scale(-high, high)
    if high <= 5:
        return Scale(1.0 if low >= 1 else 0.0, 5.0)
    if high <= 10:
        return Scale(1.0 if low >= 1 else 0.0, 10.0)
    return Scale(0.0, max(100.0, high))


def emotion_of(text: str, scale: Scale) -> Emotion:
    """Return the emotion of a cell. Numbers without a scale of their own are on that of the column."""
    text = text.strip()
    if (found := _number(text)) is not None:
        number, own, rest = found
        return Emotion((own or scale).value(number), rest)
    if stars := _STARS.match(text):
        full, empty = sum(each in "★⭐🌟✭" for each in stars[1]), len(stars[2])
        return Emotion(Scale(1.0, float(max(full + empty, 5))).value(full), text[stars.end() :].strip())
    faces = [value for char in text if (value := _faces().get(char)) is not None]
    words = "".join(char for char in text if not _is_sign(char)).strip()
    if faces:
        return Emotion(sum(faces) / len(faces), words)
    return Emotion(_value_of_words(text), text)


def is_emotion(text: str, scale: Scale) -> bool:
    """Return whether a cell says an emotion, or a list of them, and little else."""
    parts = entries(text) or [text]
    return all(emotion_of(each, scale).value is not None and len(each) < 120 for each in parts)


def _number(text: str) -> tuple[float, Scale | None, str] | None:
    """Return the number at the beginning of a cell, its own scale if it names one, and the words after it."""
    found = _NUMBER.fullmatch(normalised(text))
    if found is None:
        return None
    number = number_from(found[1])
    if number is None:
        return None
    rest = found[4].strip().strip("()[]–—:-").strip()
    if rest and rest[:1].isalnum() and found[4][:1] not in " (–—:-[":
        return None
    if found[2]:
        return number, Scale(-100.0 if number < 0 else 0.0, 100.0), rest
    if found[3] and float(found[3]) > 1:
        return number, Scale(0.0 if number < 1 or float(found[3]) > 10 else 1.0, float(found[3])), rest
    return number, None, rest


def _value_of_words(text: str) -> float | None:
    """Return the mean of the values of all words that name an emotion."""
    folded = without_bullet(text).casefold().replace("’", "'")
    words = _WORD.findall(folded)
    found: list[float] = []
    index = 0
    while index < len(words):
        for length in range(_LONGEST_PHRASE, 0, -1):
            value = _word_values().get(" ".join(words[index : index + length]))
            if value is not None and index + length <= len(words):
                found.append(_shaded(value, words[max(0, index - 2) : index]))
                index += length
                break
        else:
            index += 1
    if not found and _UNSPACED.search(folded):
        found = [value for word, value in _word_values().items() if len(word) > 1 and word in folded]
    if not found:
        found = [value for word in words if (value := _level_values().get(word)) is not None]
    if not found:
        return None
    value = sum(found) / len(found)
    more = len(folded) - len(folded.rstrip("+"))
    return max(-1.0, min(1.0, value * (1.5 if more else 1.0)))


def _shaded(value: float, before: Sequence[str]) -> float:
    if _NOT.intersection(before):
        return -value * 0.8
    if _STRONGER.intersection(before):
        return max(-1.0, min(1.0, value * 1.6))
    return value * 0.6 if _WEAKER.intersection(before) else value


def _is_sign(char: str) -> bool:
    return char in _faces() or ord(char) in (0xFE0F, 0x200D) or 0x1F3FB <= ord(char) <= 0x1F3FF


@cache
def _faces() -> dict[str, float]:
    return {char: value for value, chars in _FACES.items() for char in chars}


@cache
def _word_values() -> dict[str, float]:
    return {
        " ".join(each.split()).casefold(): value
        for value, words in _VALUES.items()
        for each in words.split(",")
    }


@cache
def _level_values() -> dict[str, float]:
    """Return the words of the levels in all languages of maps."""
    found: dict[str, float] = {}
    for tag in reversed(catalogue_tags()):
        for word, value in zip(level_words("words", tag), (1.0, 0.5, 0.0, -0.5, -1.0), strict=True):
            if word:
                found[word.casefold()] = value
    return found
