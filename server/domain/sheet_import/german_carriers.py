# ruff: noqa: E501, SIM905 - word lists read better as text
"""Which German words carry nothing: in a clause that asks for something, and where a symptom is announced."""

ASKING = frozenset(
    """
der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jede jeder jeden jedem jedes alle allen aller
sie ihr ihre ihren ihrem ihrer ihres du dich dir dein deine deinen deiner deinem es ihn ihm sich er und oder sowie als auch also so aber
in im ins an am auf aus bei beim mit von vom zu zum zur für nach über um durch gegen
ist sind war werden wird sein hat haben kann können darf dürfen soll sollte sollten sollen muss müssen möchten
bitte möglichst idealerweise grundsätzlich generell immer wieder noch einfach gar jeweils dauerhaft dann
sanft sanfte sanften vorsichtig vorsichtige leicht leichte leichten gründlich regelmäßig direkt direkte direkten direktes direkter langsam gut gute dünn dünne sauber saubere sauberen sterile sterilen sterilem steriler frisch frische milde milden viel viele
verwenden verwende verwendet benutzen benutzt auftragen aufgetragen tragen trage getragen nehmen nimm einnehmen genommen machen gemacht gehen treiben trinken trinke essen
beginnen starten anwenden angewendet fortsetzen weiterhin weiter halten bleiben bleibt lassen lass creme reinigen eingesetzt einsetzen
haut gesicht bereich bereiche areal areale stelle stellen behandelte behandelten behandelter lippe lippen braue brauen wimper wimpern auge augen kopfhaut tattoo wunde wunden narbe narben wange wangen mund hände rücken körper
schicht lang intensiv intensive intensiven intensives stark starke starken starker starkes anstrengend anstrengende schwere schweren schweres extrem extreme körperliche
aktivitäten produkte produkt empfohlen empfehlen empfehlenswert
lieber besser am liebsten besten gern gerne unbedingt komplett ganz ganze ganzen völlig total wirklich jeglichen jegliche jegliches sämtliche
kommen unverändert zusätzlich leider gilt gelten geben gib antibiotische antibiotischen antibiotischer dick dicke dicken zusammen dringend konsequent gewohnten gewohnte üblichen übliche normale normalen normaler
feucht hin drauf dran komm kontakt weg was mehr trotzdem dagegen hingegen jedoch allerdings deshalb daher darum deswegen wir heute jetzt hier schmuck heilung verzögert gewohnt etwas dazu er ab fällt lauwarm
""".split()
)
"""Small words that carry nothing in a clause which asks for a thing. A clause with any other is more than its rule."""

FORETELLING = frozenset(
    """
zurück bilden fallen gehen abheilen ziehende kiefers beläge zunehmend pochende weg selten manchmal gegen entsteht entstehen bildet besteht bestehen dauert dauern wirkt wirken fühlt gefühl sichtbar anhalten höhepunkt
fällt legt verschwinden verschwindet klingen klingt zunehmen nimmt gehört dazu harmlos unbedenklich regel gewollt selbst allein
folgt heilt erhalten findet statt vergeht vergehen gelbliche gelbe krustig wandert nachlassen spürbar zeigt zeigen zeichen reaktion
blau gelb grün rosa teilweise einige wenige wellen schub besserung rückgang kommt kommen verblassen verblasst
ungewöhnliches schlimm bedenklich gewöhnlich dunkler heller werden gerade
""".split()
)
