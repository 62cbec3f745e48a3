# ruff: noqa: E501, SIM905 - word lists read better as text
"""Which small German words carry something after all, and which others carry nothing where a symptom is announced."""

TELLING = frozenset(
    """
stört fördert verzögert hilft helfen fällt legt entsteht entstehen bildet besteht bestehen dauert dauern wirkt wirken fühlt
gefühl sichtbar anhalten höhepunkt zeichen reaktion selten manchmal statt kommt kommen
""".split()
)
"""Small words that say something of a thing which is asked for: a clause with one of them is more than its rule."""

FORETELLING = frozenset(
    """
zurück bilden fallen gehen abheilen ziehende kiefers beläge zunehmend pochende weg selten manchmal gegen entsteht entstehen bildet besteht bestehen dauert dauern wirkt wirken fühlt gefühl sichtbar anhalten höhepunkt
fällt legt verschwinden verschwindet klingen klingt zunehmen nimmt gehört dazu harmlos unbedenklich regel gewollt selbst allein
folgt heilt erhalten findet statt vergeht vergehen gelbliche gelbe krustig wandert nachlassen spürbar zeigt zeigen zeichen reaktion
blau gelb grün rosa teilweise einige wenige wellen schub besserung rückgang kommt kommen verblassen verblasst
ungewöhnliches schlimm bedenklich gewöhnlich dunkler heller werden gerade
""".split()
)
