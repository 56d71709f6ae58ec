"""A small campaign told in Japanese, Arabic and Hindi, in its own words. Invented."""

from reelwright.domain.campaign import CallToAction, Campaign, Metaphor, Moment, Offer, Proof, Sight

from values.boards import words_campaign

TOLD = {
    "ja": {
        "name": "春野",
        "line": "最初にノックする介護",
        "call": "無料訪問を予約",
        "before": [
            "会議中も、電話が気になります。",
            "月曜も木曜も、知らない顔です。",
            "夜中の二時、また目が覚めます。",
        ],
        "heads": ["仕事と母のあいだ", "また知らない顔", "夜中の二時"],
        "after": "春野なら、火曜の顔がわかります。",
        "image": "急いでも、お茶はおいしくなりません。",
        "turn": "春野では、信頼も同じです。",
        "proof": "十回のうち九回は、同じ担当者です。",
        "short": "同じ担当者",
        "offer": "最初の訪問は無料です。",
        "free": "初回は無料",
    },
    "ar": {
        "name": "ربيع",
        "line": "رعاية تطرق الباب أولا",
        "call": "احجز زيارة مجانية",
        "before": [
            "أنت في الاجتماع وتنتظر رنين الهاتف.",
            "وجه جديد يوم الاثنين، وآخر يوم الخميس.",
            "تستيقظ في الليل ومعك القائمة كلها.",
        ],
        "heads": ["بين العمل والبيت", "وجه جديد آخر", "مستيقظ من جديد"],
        "after": "مع ربيع، تعرف أمك من يقف بالباب.",
        "image": "لا أحد يستعجل إبريق شاي جيد.",
        "turn": "الثقة عند ربيع كذلك.",
        "proof": "معظم الزيارات يقوم بها الشخص نفسه.",
        "short": "الشخص نفسه دائما",
        "offer": "الزيارة الأولى مجانية.",
        "free": "الزيارة الأولى مجانية",
    },
    "hi": {
        "name": "वसंत",
        "line": "पहले दस्तक देने वाली मदद",
        "call": "मुफ़्त मुलाक़ात बुक करें",
        "before": [
            "आप बैठक में हैं और फ़ोन पर ध्यान है।",
            "सोमवार को नया चेहरा, गुरुवार को एक और।",
            "रात के दो बजे आप फिर जाग रहे हैं।",
        ],
        "heads": ["आधे काम पर", "फिर नया चेहरा", "फिर जागते हुए"],
        "after": "वसंत के साथ मंगलवार का एक चेहरा है।",
        "image": "अच्छी चाय को कोई जल्दी नहीं करा सकता।",
        "turn": "वसंत में भरोसा भी ऐसा ही है।",
        "proof": "ज़्यादातर मुलाक़ातें वही इंसान करता है।",
        "short": "वही इंसान हर बार",
        "offer": "पहली मुलाक़ात मुफ़्त है।",
        "free": "पहली मुलाक़ात मुफ़्त",
    },
}


def campaign(language: str) -> Campaign:
    """Everything that is said or shown is in the language; pictures are sought in English."""
    told = TOLD[language]
    base = words_campaign()
    sights = [Sight(seek=s, scale="any") for s in ("office desk", "front door", "lamp at night")]
    return base.model_copy(
        update={
            "language": language,
            "brand": base.brand.model_copy(
                update={"name": told["name"], "tagline": told["line"], "never_say": ()}
            ),
            "category": told["free"],
            "product": told["name"],
            "moments": (
                *(
                    Moment(id=f"before-{n}", spoken=(said,), head=head, shows=(sight,))
                    for n, (said, head, sight) in enumerate(
                        zip(told["before"], told["heads"], sights, strict=True)
                    )
                ),
                Moment(
                    id="after",
                    when="after",
                    spoken=(told["after"],),
                    head=told["short"],
                    shows=(Sight(seek="kitchen table, two mugs"),),
                ),
            ),
            "metaphors": (
                Metaphor(
                    id="tea",
                    meaning="trust takes its time",
                    spoken=(told["image"],),
                    turn=(told["turn"],),
                    head=told["heads"][0],
                    shows=(Sight(seek="a pot of tea"),),
                ),
            ),
            "proofs": (
                Proof(
                    id="same",
                    claim=told["proof"],
                    short=told["short"],
                    substantiation=told["proof"],
                    shows=(Sight(seek="wall calendar"),),
                ),
            ),
            "offers": (
                Offer(
                    id="first",
                    name=told["free"],
                    short=told["free"],
                    text=told["offer"],
                    shows=(Sight(seek="folder and a pen"),),
                ),
            ),
            "call": CallToAction(
                text=told["call"],
                link="https://haru.example/visit",
                shows=(Sight(seek="garden gate"),),
            ),
        }
    )
