"""Word lists in several languages for guessing the meaning of a Mermaid journey."""


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.casefold().replace("\n", ",").split(",") if word.strip())


FEELINGS = _words("""
    engaged, committed, considering, confident, empowered, enlightened, hesitant, eager, amazed, focused
    convinced, cautious, delight, joy, anger, frustration, confusion, relief, trust, doubt, fear, hope
    excitement
    happy, sad, angry, annoyed, frustrated, frustrating, confused, confusing, excited, neutral
    satisfied, relieved, anxious, curious, delighted, bored, worried, hopeful, stressed, proud
    overwhelmed, unhappy, disappointed, impatient, pleased, nervous, calm, skeptical, unsure
    uncertain, surprised, grateful, trusting, indifferent, interested, motivated, tired, upset
    furious, joyful, content, positive, negative, mixed, glücklich, traurig, wütend, genervt
    frustriert, verwirrt, begeistert, zufrieden, erleichtert, ängstlich, neugierig, gelangweilt
    besorgt, hoffnungsvoll, gestresst, stolz, überfordert, enttäuscht, ungeduldig, unsicher
    überrascht, dankbar, verärgert, froh, heureux, heureuse, triste, fâché, frustré, frustrée, confus
    confuse, excité, satisfait, satisfaite, soulagé, anxieux, curieux, curieuse, ennuyé, inquiet
    inquiète, déçu, déçue, énervé, fier, perdu, feliz, enojado, enojada, frustrado, frustrada
    confundido, confundida, emocionado, satisfecho, satisfecha, aliviado, aliviada, ansioso, ansiosa
    curioso, curiosa, aburrido, preocupado, preocupada, decepcionado, contento, contenta, irritado
    irritada, satisfeito, satisfeita, confuso, animado, neutro, felice, arrabbiato, confusa
    soddisfatto, sollevato, deluso, preoccupato, рад, рада, грустно, зол, злость, раздражение
    раздражён, растерян, растерянность, доволен, довольна, облегчение, тревога, любопытство, скука
    надежда, разочарование, радость, удивление, нейтрально, χαρούμενος, χαρούμενη, λυπημένος
    θυμωμένος, απογοητευμένος, ανακούφιση, άγχος, περίεργος, ικανοποιημένος, 开心, 高兴, 生气, 沮丧
    困惑, 兴奋, 满意, 放心, 焦虑, 好奇, 无聊, 担心, 失望, 平静, 烦躁, 嬉しい, 悲しい, 怒り, 不安, 満足
    安心, 期待, 退屈, 心配, イライラ, 楽しい, 普通, 행복, 슬픔, 화남, 불안, 만족, 안심, 혼란, 기대
    지루함, 걱정, 짜증, سعيد, حزين, غاضب, محبط, مرتبك, متحمس, راض, قلق, فضولي, ملل, खुश, दुखी, गुस्सा
    निराश, भ्रमित, उत्साहित, संतुष्ट, चिंतित, राहत
""")
"""Feelings that people write in the place of actors."""

FEELING_BEGINNINGS = _words("""
    feels, feeling, felt, because, very, too, so, fühlt, fühle, weil, sehr, zu, se siente, porque, muy, muito
    très, trop, parce, потому, очень, слишком, чувствует
""")
"""First words of remarks; names do not begin with them."""

OTHER_DIAGRAMS = _words("""
    graph, flowchart, sequencediagram, classdiagram, statediagram, erdiagram, gantt, pie, gitgraph, mindmap
    timeline, quadrantchart, requirementdiagram, sankey, xychart, block, packet, kanban, architecture, radar
    treemap, zenuml, c4context, c4container, info, swimlane, venn
""")
"""First words of Mermaid's other diagrams, in lower case."""
