"""The fixed words of a landing page, by language. Everything else comes from the campaign."""

_EN = {
    "watch": "Watch the film",
    "seconds": "{n} seconds",
    "points": "If this sounds familiar",
    "answer": "Our answer",
    "proof": "What you can hold us to",
    "source": "How we know",
    "faq": "Good to know",
    "cost": "What does it cost?",
    "small": "What is the small print?",
    "start": "How do I start?",
    "start_answer": "Choose “{call}” on this page. That is the whole first step.",
    "film": "Who made this film?",
    "film_answer": "{brand} did, from its own pictures and facts.",
    "skip": "Skip to content",
    "top": "Back to top",
    "captions": "Captions",
    "you": "You {trait}.",
}
_DE = {
    "watch": "Film ansehen",
    "seconds": "{n} Sekunden",
    "points": "Kommt Ihnen das bekannt vor?",
    "answer": "Unsere Antwort",
    "proof": "Woran Sie uns messen können",
    "source": "Woher wir das wissen",
    "faq": "Gut zu wissen",
    "cost": "Was kostet das?",
    "small": "Was steht im Kleingedruckten?",
    "start": "Wie fange ich an?",
    "start_answer": "Wählen Sie „{call}“ auf dieser Seite. Mehr ist für den Anfang nicht nötig.",
    "film": "Wer hat diesen Film gemacht?",
    "film_answer": "{brand}, aus eigenen Bildern und Fakten.",
    "skip": "Zum Inhalt",
    "top": "Nach oben",
    "captions": "Untertitel",
    "you": "{trait}",
}
_ES = {
    "watch": "Ver el vídeo",
    "seconds": "{n} segundos",
    "points": "¿Te suena?",
    "answer": "Nuestra respuesta",
    "proof": "Lo que puedes exigirnos",
    "source": "Cómo lo sabemos",
    "faq": "Conviene saber",
    "cost": "¿Cuánto cuesta?",
    "small": "¿Y la letra pequeña?",
    "start": "¿Cómo empiezo?",
    "start_answer": "Elige «{call}» en esta página. Ese es todo el primer paso.",
    "film": "¿Quién hizo este vídeo?",
    "film_answer": "{brand}, con sus propias imágenes y datos.",
    "skip": "Ir al contenido",
    "top": "Volver arriba",
    "captions": "Subtítulos",
    "you": "{trait}",
}
_FR = {
    "watch": "Voir le film",
    "seconds": "{n} secondes",
    "points": "Cela vous parle ?",
    "answer": "Notre réponse",
    "proof": "Ce sur quoi vous pouvez compter",
    "source": "Comment nous le savons",
    "faq": "Bon à savoir",
    "cost": "Combien cela coûte-t-il ?",
    "small": "Et les conditions ?",
    "start": "Comment commencer ?",
    "start_answer": "Choisissez « {call} » sur cette page. C’est tout pour commencer.",
    "film": "Qui a fait ce film ?",
    "film_answer": "{brand}, avec ses propres images et ses propres faits.",
    "skip": "Aller au contenu",
    "top": "Retour en haut",
    "captions": "Sous-titres",
    "you": "{trait}",
}
WORDS = {"en": _EN, "de": _DE, "es": _ES, "fr": _FR}

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


def words_for(language: str) -> dict[str, str]:
    """The fixed words of a language; English where we have none."""
    return WORDS.get(language.split("-")[0].lower(), _EN)
