/**
 * Words of everyday life that mean the same thing, in German and English, one group a line: whoever offers a Rad answers whoever needs a
 * bicycle. The first word names the group. A group is a thing or a doing that people lend, give or do for each other; what only some say
 * of it belongs to no group, because a wrong word makes more wrong matches than a missing one loses right ones.
 */
export const GROUPS: readonly (readonly string[])[] = `
fahrrad rad drahtesel bike bicycle cycle
kinderfahrrad kinderrad laufrad
lastenrad lastenfahrrad cargobike
fahrradanhänger radanhänger kinderanhänger
flicken schlauch reifen tyre tire puncture
auto pkw wagen car
transporter lieferwagen sprinter kleinbus van
anhänger trailer
mitfahrgelegenheit mitfahrt mitnehmen fahrdienst lift ride
umzug umziehen umzugshelfer umzugshilfe kistenschleppen move moving
karton kartons umzugskarton umzugskiste kisten box boxes
schleppen tragen heben carry carrying
bohrmaschine schlagbohrer bohrhammer bohrer bohren dübel drill drilling
akkuschrauber schrauber schraubendreher screwdriver
werkzeug werkzeugkasten tool tools toolbox
leiter stehleiter trittleiter ladder
säge stichsäge kreissäge handsäge saw
hammer nägel nail
schleifmaschine schleifgerät schleifen sander sanding
hochdruckreiniger kärcher
rasenmäher rasen mähen mäher lawn lawnmower mow mowing mower
hecke heckenschere heckenschneiden hedge
garten gärtnern gartenarbeit beet beete jäten unkraut garden gardening weeding
pflanze pflanzen setzling setzlinge ableger stauden steckling plant plants seedling cutting
tomate tomaten tomato tomatoes
kompost komposterde compost
erde blumenerde mutterboden soil
gießen blumengießen wässern watering
samen saatgut seed seeds
obst äpfel apfel birnen zwetschgen kirschen pflaumen fruit apple apples pears plums cherries
marmelade konfitüre einmachen einkochen jam preserve
saft mosten presse juice
brot backen brotbacken sauerteig anstellgut sourdough bread bake baking
kuchen torte backform cake
kochen kochkurs rezept rezepte cook cooking recipe
einkauf einkaufen besorgung besorgungen lebensmittel shopping groceries errands
kühlschrank gefrierschrank fridge freezer refrigerator
waschmaschine wäsche waschen washing laundry
nähen näherin nähmaschine schneidern kürzen saum flicken sew sewing hem alter
stricken häkeln strickzeug wolle garn knit knitting crochet yarn wool
kleid kleider kleidung klamotten anziehsachen clothes clothing dress
mantel jacke anorak coat jacket
schuhe stiefel gummistiefel shoes boots
babykleidung strampler babysachen
kinderwagen buggy pram stroller pushchair
kindersitz autositz babyschale
kinderbett gitterbett babybett beistellbett cot crib
hochstuhl kinderstuhl highchair
spielzeug spielsachen lego bauklötze toy toys
babysitten babysitter babysitting kinderbetreuung kinderhüten aufpassen tagesmutter childcare
nachhilfe hausaufgaben lernhilfe tutoring tutor homework
mathe mathematik rechnen maths math mathematics
latein latin
deutsch deutschkurs german
englisch english
französisch french
spanisch spanish
italienisch italian
ukrainisch ukrainian
arabisch arabic
türkisch turkish
polnisch polish
tandem sprachtandem sprachaustausch konversation sprechen conversation
übersetzen übersetzung übersetzer dolmetschen dolmetscher translate translation translator interpret interpreter
korrekturlesen lektorat korrektur proofread proofreading
bewerbung lebenslauf anschreiben vorstellungsgespräch cv resume application interview
amt behörde antrag formular formulare anträge papierkram jobcenter authorities forms paperwork form
steuer steuererklärung steuern elster tax taxes
miete mietvertrag mieter tenancy rent
wohnung zimmer wg untermiete flat apartment room
sofa couch schlafsofa settee
bett matratze lattenrost mattress bed
schrank kleiderschrank kommode wardrobe cupboard dresser
tisch schreibtisch esstisch table desk
stuhl stühle hocker sessel chair chairs stool armchair
regal bücherregal shelf shelves bookcase
lampe leuchte licht lamp
teppich rug carpet
vorhang gardinen curtains
möbel möbelstück furniture
streichen malern tapezieren renovieren wandfarbe paint painting decorate wallpaper
putzen reinigen fensterputzen cleaning clean
fenster window windows
tischler schreiner tischlern holzarbeiten holz woodwork carpenter carpentry wood
elektriker steckdose strom electric socket wiring
klempner wasserhahn abfluss rohr plumber plumbing tap drain
heizung ofen kamin brennholz heating stove firewood
computer rechner laptop notebook pc
handy smartphone telefon phone mobile
drucker drucken ausdrucken printer print printing
wlan internet router wifi
webseite website homepage internetseite
programmieren coding code programming
scannen scanner scan
foto fotos fotografieren fotograf porträt photo photos photographer photography
kamera spiegelreflex objektiv camera lens
film kino beamer leinwand projector
bücher buch lesen roman krimis book books novel novels
zeitschrift magazin magazine magazines
schallplatten platten vinyl records
gitarre guitar
klavier flügel e-piano piano
geige violine bratsche violin viola fiddle
cello violoncello
flöte blockflöte recorder flute
trompete posaune trumpet trombone
schlagzeug trommel drums drum
chor singen gesang sängerin choir sing singing
band musizieren mitspieler jam
stimmen stimmer tune tuning
unterricht stunden kurs lektion lehrer lesson lessons teacher class course
brettspiel brettspiele spieleabend gesellschaftsspiel boardgame boardgames
schach chess
skat doppelkopf karten kartenspiel
puzzle puzzles jigsaw
tischtennis pingpong tabletennis
laufen joggen jogging running
wandern wanderung hike hiking
schwimmen schwimmkurs swim swimming
klettern bouldern climbing bouldering
yoga pilates
tanzen tanzpartner tango salsa dance dancing
fußball kicken football soccer
zelt camping schlafsack isomatte tent sleepingbag
ski skier schlitten sledge sled skis
boot kajak kanu sup paddeln boat kayak canoe
koffer reisetasche suitcase luggage
hund gassi hundesitter hundesitting dog dogs dogwalking
katze kater katzensitter cat cats kitten
kaninchen meerschweinchen hamster rabbit rabbits
huhn hühner hen hens chickens
aquarium fische
pflege pflegen pflegebedürftig care caring carer
rollstuhl rollator gehhilfe krücken wheelchair walker crutches
besuchen besuch gesellschaft einsam visit company
vorlesen vorleser readaloud
arzt krankenhaus arzttermin doctor hospital
feier fest geburtstag hochzeit party wedding birthday
pavillon bierbank bierbänke biertisch festzelt gazebo
geschirr teller gläser besteck plates glasses dishes crockery
musikanlage lautsprecher verstärker speakers amplifier
kostüm verkleidung fasching costume
werkstatt werkbank workshop workbench
lager keller stellplatz unterstellen abstellen storage cellar store
parkplatz garage parking
fahren fahrstunden führerschein drive driving
strom powerbank generator
fahrkarte ticket monatskarte tickets
gutschein voucher
rasierer haare schneiden haarschnitt friseur haircut hairdresser
massage massieren
meditation meditieren meditate
gespräch zuhören reden listen talk
gründen gründung selbstständig businessplan startup business
buchhaltung buchführung bookkeeping accounting
recht anwalt rechtsberatung lawyer legal
spende spenden donate donation
glas gläser einmachgläser jars jar
flaschen pfand bottles
stoff stoffreste fabric
farbe farben pinsel brush
ton töpfern töpferei keramik drehscheibe pottery ceramics clay
zeichnen malen zeichnung draw drawing sketch
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(' '))
