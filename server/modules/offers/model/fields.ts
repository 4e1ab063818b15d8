/**
 * What reveals of which part of everyday life an offer or a need is, in German and English: a Sackkarre answers whoever must get a washing
 * machine to the fourth floor, because both are of moving. A field is what one neighbour does for another; it has the things, the doings,
 * the tools, the people and the symptoms of it, one paragraph a field, the first word its name. A word may stand in several. Left out is
 * what reveals nothing, and what is another word in the other language or becomes one when its ending is taken off (Kinder, kind).
 */
export const FIELDS: readonly (readonly string[])[] = `
fahrradreparatur fahrrad rad radl drahtesel platten plattfuß reifen schlauch flicken flickzeug luftpumpe ventil kette kettenöl schaltung
gangschaltung bremse bremsbelag speiche felge nabe tretlager pedale lenker sattel gepäckträger schutzblech montageständer inbus schleift
quietscht klappert eiert schrauben schraubt radwerkstatt zweirad bike bicycle cycle puncture tyre tire tube pump chain gears brakes spokes
wheel saddle handlebars derailleur squeaks slipping wobbles mechanic geflickt rattles

fahrradverleih fahrrad rad bike bicycle leihrad radtour radeln radelt radfahren lastenrad lastenfahrrad cargobike ebike pedelec damenrad
herrenrad klapprad faltrad tourenrad rennrad mountainbike gravelbike trekkingrad helm fahrradschloss satteltaschen packtaschen radweg
pendeln pendelt tacho cycling cyclist commute helmet panniers tandem cycleway

kinderfahrrad kinderrad laufrad dreirad stützräder kinderroller tretroller bobbycar fahrradanhänger kinderanhänger radanhänger nachläufer
kinderhelm fahrradsitz zoll inch stabilisers tricycle scooter trailer toddler schulweg herausgewachsen rausgewachsen outgrown bike fahrrad
rad sechsjährige fünfjährige

umzug umziehen umzieht umgezogen umzugshelfer umzugskarton karton kiste auszug ausziehen auszieht einzug einziehen einzieht schleppen
schleppt tragen trägt tragegurt sackkarre rollbrett möbelhund möbelpacker packen packt gepackt einpacken stock stockwerk etage treppe
treppenhaus aufzug fahrstuhl altbau schlüsselübergabe wohnungsübergabe umzugswagen transporter halteverbot spedition waschmaschine sofa
kräftig anpacken luftpolsterfolie move removal relocating cardboard carry heavy stairs staircase floor upstairs storey elevator handtruck
straps muscles van unpacking geschleppt

transport lieferwagen sprinter kleinbus kombi anhänger pritsche ladefläche dachgepäckträger dachträger spanngurt verladen aufladen
abtransport sperrig baumarkt möbelhaus matratze sofa schrank kühlschrank bretter platten bauschutt sperrmüll wertstoffhof recyclinghof
deponie fracht van trailer haul haulage bulky deliver delivery lorry truck roofrack wardrobe fridge mattress planks rubble dump

mitfahrt mitfahrgelegenheit mitfahren mitnehmen fahrdienst fahrgemeinschaft fahrt fahren gefahren chauffieren hinfahrt rückfahrt
hinbringen bahnhof flughafen bus haltestelle führerschein autobahn pendeln pendler beifahrer spritgeld benzingeld auto pkw taxi lift ride
carpool rideshare drive passenger airport station commute petrol seat motorway dropoff stranded

autowerkstatt auto pkw wagen autoreifen winterreifen sommerreifen reifenwechsel radwechsel wagenheber radkreuz starthilfe starthilfekabel
überbrückungskabel batterie ölwechsel motor motorhaube auspuff kupplung zündkerze tüv werkstatt mechaniker kfz panne pannenhilfe
abschleppen abschleppseil scheibenwischer springt delle rost car tyre tire battery jumpstart engine oil exhaust clutch breakdown mechanic
garage towrope wipers dent mot puncture carjack felgen zahnriemen kühlwasser

autoleihen carsharing auto pkw wagen wohnmobil campingbus bulli wohnwagen führerschein fahrpraxis fahrstunden einparken tanken automatik
schaltwagen kindersitz schneeketten dachbox skibox fahrradträger heckträger car rental campervan motorhome caravan drive licence license
roofbox petrol automatic

werkzeug werkzeugkasten werkzeugkiste bohrmaschine schlagbohrer bohrhammer bohrer bohrt dübel schraube schraubendreher schraubenschlüssel
akkuschrauber hammer nagel zange wasserwaage zollstock stichsäge kreissäge flex winkelschleifer leiter stehleiter trittleiter loch
betonwand altbauwand aufhängen anbringen andübeln montieren montage regal wandregal gardinenstange bilderrahmen tool toolbox drill screw
screwdriver nail pliers spanner wrench ladder stepladder saw jigsaw wall mount shelf bracket mauerwerk rigipswand gebohrt

holzarbeit holz tischler schreiner schreinerei zimmermann hobel hobelbank sägt stichsäge kreissäge kappsäge bandsäge handsäge schleifen
schleifmaschine schleifpapier schwingschleifer exzenterschleifer leim zwinge schraubzwinge stechbeitel bretter balken leisten sperrholz
lasur beizen lackieren drechseln schnitzen schnitzmesser hochbeet dielen lärche eiche carpenter carpentry joiner joinery wood woodwork
timber plank chisel sand sandpaper glue clamp plywood varnish lathe carve oak workbench sägearbeiten tischkreissäge gesägt sawn

wändestreichen malerarbeiten malerrolle zimmerwand hauswand streichen streicht gestrichen anstreichen anstrich wandfarbe farbe farbrolle
pinsel abdeckplane malervlies kreppband abkleben tapete tapezieren tapeziertisch kleister spachtel spachtelmasse verputzen gips
zimmerdecke renovieren lack schimmel flecken paint repaint decorate decorator redecorate wallpaper brush ceiling wall primer plaster
plastering emulsion dustsheet renovate renovation mould stain

elektrik strom steckdose lichtschalter lampe deckenlampe leuchte leuchtmittel glühbirne licht kabel verlängerungskabel mehrfachstecker
sicherung sicherungskasten anschließen anschluss herdanschluss verkabelung kurzschluss lüsterklemme lötkolben multimeter flackert dunkel
bewegungsmelder rauchmelder klingel electrician electric electrical electricity electronics socket plug switch light bulb wire cable fuse
extension solder soldering voltage doorbell dimmer flickering lötstation gelötet starkstrom

sanitär klempner installateur wasserhahn armatur abfluss abflussrohr rohr rohrzange siphon verstopft verstopfung tropft undicht leck
dichtung silikon spülkasten klospülung toilette klo dusche duschkopf badewanne waschbecken spülbecken spülmaschine wasserschaden
überschwemmt pömpel spirale boiler entkalken heizkörper entlüften plumber faucet drain clogged leak drip pipe seal silicone toilet cistern
bathtub basin sink plunger flooded washer radiator badezimmer wasserrohr handbrause bathroom

heizung heizt heizkörper heizlüfter heizkosten ofen kachelofen kaminofen kamin holzofen pellets schornsteinfeger frieren friert
wärmflasche heizdecke wärmedecke warmwasser dämmung zugluft fensterdichtung thermostat energiesparen energieberatung solar photovoltaik
balkonkraftwerk balkonsolar wärmepumpe heating stove fireplace radiator boiler chimney insulation insulate draught blanket energy
electricity panels

brennholz feuerholz kaminholz holz scheit spalten hacken axt beil kettensäge motorsäge holzspalter sägebock brennholzsäge stapeln
baumfällen stamm äste reisig birke raummeter kamin kaminofen ofen lagerfeuer anzündholz firewood logs chainsaw axe splitter chop chopping
stack stove fireplace campfire bonfire lumber

putzen putzt putzhilfe reinigen fenster fensterputzen saugen staubsauger wischen wischmopp staub schmutz dreckig besen eimer lappen
putzmittel reinigungsmittel kärcher hochdruckreiniger dampfreiniger teppichreiniger nasssauger polster flecken kalk backofen frühjahrsputz
haushalt haushaltshilfe bügeln bügelt bügeleisen treppenhausreinigung kehren kehrt clean window vacuum hoover mop mopping dust dirty stain
broom bucket scrub sweep ironing household housework pressure steam carpet upholstery geputzt gebügelt

entrümpeln ausmisten aufräumen aufräumt ausräumen ausgeräumt aussortieren haushaltsauflösung wohnungsauflösung nachlass dachboden keller
flohmarkt trödel trödelmarkt sperrmüll verschenkkiste loswerden wegwerfen überflüssig krimskrams gerümpel ordnung minimalismus chaos
declutter decluttering tidy tidying clutter clear clearance organise attic loft cellar basement fleamarket flea junk jumble bootsale
estate freecycle umzugsbedingt ausgemistet aufgeräumt

garten gartenarbeit gartenhilfe gärtnern beet hochbeet unkraut jäten umgraben gräbt spaten schaufel harke hacke schubkarre gartenschere
astschere heckenschere hecke rasen rasenmäher mähen mäht vertikutierer laubbläser laub rosenschnitt strauch busch baumschnitt häcksler
freischneider verwildert zugewachsen zaun terrasse vorgarten gewächshaus gartenschlauch garden gardening weed dig digging spade shovel
rake hoe wheelbarrow shears secateurs hedge hedgetrimmer lawn lawnmower mow strimmer shrub bush prune overgrown shredder fence greenhouse
leaf gemäht gejätet

pflanzen setzling ableger steckling stauden samen saatgut saat säen aussaat anzucht vorziehen keimling jungpflanzen tomaten
tomatenpflanzen gurken zucchini kürbis paprika chili salat kräuter basilikum erdbeeren himbeeren blumen blumenzwiebeln tulpen rosen
lavendel sonnenblumen dahlien kompost blumenerde mutterboden dünger pferdemist mulch umtopfen blumentopf plant seedling cutting perennial
seeds sow tomato cucumber courgette pumpkin peppers lettuce herbs basil strawberry raspberry flower bulbs compost soil manure fertiliser
repot flowerpot gepflanzt gesät

blumengießen gießen gießt gegossen bewässern bewässerung gießkanne zimmerpflanze topfpflanzen urlaub urlaubsvertretung verreisen verreist
ferien abwesend briefkasten rollladen haushüten housesitting wohnung schlüssel kur reha vertrocknen durstig water watering houseplant
holiday vacation mailbox letterbox post keys absence travelling thirsty holidays orchidee

balkon balkonkasten blumenkasten balkonpflanzen geranien fensterbank terrasse dachterrasse sonnenschirm schirmständer liegestuhl
gartenstuhl gartentisch gartenmöbel sichtschutz markise hängematte hollywoodschaukel kübel kübelpflanzen grill blumentopf rankgitter
balcony patio terrace window windowsill geraniums parasol sunshade deckchair hammock awning trellis lounger outdoor

obsternte obst ernte pflücken pflückt apfel apfelbaum birne pflaumen zwetschgen kirschen quitten mirabellen walnüsse nüsse johannisbeeren
holunder brombeeren streuobst streuobstwiese obstbaum obstpflücker fallobst entsafter mosten mosterei saft obstpresse kelter einkochen
einwecken einmachen einmachgläser weckgläser marmelade konfitüre gelee dörren dörrautomat fermentieren sauerkraut fruit harvest apple pear
plum cherry berries quince walnut elderberry orchard windfall juice cider press jam jar preserve canning pickle dehydrator applepicking
fruitpicking himbeeren stachelbeeren geerntet gepflückt

brotbacken brot brötchen sauerteig anstellgut teig hefe mehl getreide getreidemühle kneten knetet knetmaschine gärkorb backofen backblech
backform backt gebacken bäckerei kuchen torte kekse plätzchen muffins pizza springform waffeleisen waffeln ausstechformen glutenfrei
konditor bread loaf sourdough starter dough yeast flour knead bake bakery oven cake cookie biscuits waffle pastry pie gluten

kochen kocht gekocht köchin kochgruppe kochabend rezept gericht mittagessen abendessen essen suppe eintopf nudeln reis gemüse gewürze
curry sushi vegan vegetarisch bekochen mittagstisch hunger grillen kochkurs mahlzeit speisen cook recipe meal dish lunch dinner soup stew
pasta rice vegetables spices vegetarian kitchen barbecue bbq eat food dumplings potluck kochlöffel

lebensmittelretten foodsharing lebensmittel foodsaver fairteiler übriggeblieben gerettet überschuss verderben haltbar ablaufdatum
mindesthaltbarkeit tafel kartoffeln zwiebeln möhren karotten brot brötchen gemüsekiste solawi konserven nudeln joghurt eier honig
überzählig food surplus leftover rescued groceries expired perishable potatoes onions carrots bread vegetables pantry foodbank eggs honey
waste weggeworfen wegschmeißen verschimmelt essensreste

einkaufshilfe einkauf besorgen botengang apotheke medikamente rezept supermarkt wochenmarkt lebensmittel krank erkrankt erkältet grippe
corona quarantäne fieber gips gebrochen bein operation bettlägerig krücken erholung rausgehen getränkekisten wasserkisten einkaufstrolley
shopping shop groceries errand pharmacy chemist medication medicine prescription supermarket ill sick flu covid fever crutches plaster
surgery operated bedridden housebound einkauft eingekauft

pflege pflegebedürftig pflegegrad pflegestufe pflegekasse pflegedienst angehörige demenz alzheimer betreuen entlastung rollstuhl rollator
gehhilfe gehstock krücken pflegebett toilettenstuhl duschhocker badewannenlift haltegriff barrierefrei rampe behinderung behindert
treppenlift schlaganfall parkinson hörgerät caregiver nursing dementia respite wheelchair crutches disabled disability accessible stroke
aid commode stairlift mobility eldercare caretaker fußpflege

hund gassi gassigehen hundesitter hundebetreuung hundeschule hundetrainer welpe leine hundekorb hundebett hundefutter hundebox maulkorb
spaziergang auslauf hündin bellt tierarzt tierheim napf dackel labrador terrier pudel dog leash dogwalker walk dogsitter kennel bark vet
shelter retriever spaniel muzzle

katze kater kätzchen katzensitter katzenfutter katzenklo katzenbaum kratzbaum katzenstreu transportbox freigänger füttern füttert
fütterung miaut stubentiger katzentoilette katzenklappe tierarzt tierheim entlaufen urlaub streicheln schnurrt cat kitten tomcat catsitter
litter litterbox feed feline purring catflap carrier vet holiday moggy pet

kleintiere haustier tier kaninchen hase meerschweinchen hamster käfig gehege freigehege heu stroh einstreu futter wellensittich vogel
papagei kanarienvogel vogelkäfig schildkröte aquarium fische terrarium schlange gecko ratten urlaubsbetreuung tierbetreuung tiersitter
rabbit bunny guineapig guinea pig hutch cage hay straw bedding pet budgie bird parrot tortoise fish snake petsitter

hühner henne hahn küken hühnerstall hühnerhaltung eier legehennen brüten brutmaschine enten gänse wachteln ziege schafe bienen bienenstock
bienenvolk imker imkerei honig honigschleuder bienenwachs schwarm königin wildbienen insektenhotel schafwolle weide hen chicken chickens
rooster coop eggs ducks geese goat sheep bee beehive hive beekeeper honey extractor beeswax swarm

pferde pony reiten reitet reiterin reitstunde reitbeteiligung reitstall sattel zaumzeug ausmisten ausritt reithelm reitstiefel reithose
koppel weide voltigieren pferdemist heu horse saddle stable bridle paddock hay manure jodhpurs horseriding horseback equestrian
reitunterricht pferdestall

babysachen baby säugling neugeborenes babykleidung strampler windeln stoffwindeln wickeltisch wickelkommode wickeltasche kinderwagen buggy
babyschale maxicosi kindersitz autositz babybett beistellbett gitterbett stubenwagen hochstuhl babyphone tragetuch babytrage tragehilfe
schnuller fläschchen milchpumpe sterilisator vaporisator krabbeldecke laufstall babywippe badeeimer erstausstattung lätzchen newborn
infant onesie nappies diapers pram pushchair stroller carseat cot crib cradle bassinet highchair monitor sling carrier pacifier playpen
bib

schwangerschaft schwanger schwangere geburt geburtsvorbereitung hebamme wochenbett stillen stillt stillberatung stillkissen umstandsmode
umstandskleidung umstandshose entbindung kreißsaal kliniktasche doula stillgruppe frühchen zwillinge kaiserschnitt mutterschutz
rückbildung krabbelgruppe elternzeit elterngeld schwangerschaftsgymnastik pregnant pregnancy birth midwife breastfeeding breastfeed
maternity antenatal prenatal postnatal twins caesarean mum parental

babysitten babysitterin kinderbetreuung kinderhüten aufpassen aufpasst beaufsichtigen tagesmutter leihoma leihopa oma opa kita
kindergarten kindergartenkind krippe hort ferienbetreuung alleinerziehend elternabend spielplatz kleinkind tochter sohn enkel geschwister
betreuung nachmittagsbetreuung babysit childcare childminder nanny children kids toddler daughter son nursery preschool playground parent
grandma granny grandparents

kinderkleidung kindersachen kinderschuhe schneeanzug matschhose regenhose gummistiefel kinderjacke größe strumpfhosen mädchenkleidung
jungskleidung schulkind kinderflohmarkt herausgewachsen rausgewachsen einschulung wächst gewachsen mitgewachsen kleidergröße turnbeutel
schlafanzug mützchen tochter sohn outgrown grown children kids toddler snowsuit dungarees leggings tights pyjamas size girls boys raincoat
wellingtons hausschuhe feet

spielzeug spielsachen lego duplo bauklötze bausteine playmobil puppe puppenhaus puppenwagen kuscheltier teddy holzeisenbahn
modelleisenbahn eisenbahn kaufladen spielküche kinderküche murmelbahn sandkasten sandspielzeug schaukel rutsche trampolin planschbecken
bobbycar brio ritterburg kinderzimmer toy bricks doll dollhouse teddybear plush railway marble sandpit swing children kids

schulsachen schule schulranzen ranzen schultasche schultüte einschulung mäppchen hefte stifte taschenrechner zirkel schulbücher atlas
erstklässler grundschule gymnasium realschule klassenfahrt schreibtisch schülerin school schoolbag satchel schoolbooks textbook pencils
pens exercise calculator stationery pupil classroom uniform rucksack schulklasse schulheft

mathenachhilfe mathe mathematik rechnet algebra geometrie gleichungen bruchrechnen brüche einmaleins prozentrechnung statistik stochastik
analysis kurvendiskussion abitur abi klausur prüfung klassenarbeit nachhilfe nachhilfelehrer hausaufgaben lernhilfe zeugnis versetzung
durchgefallen taschenrechner matheabi dyskalkulie mathematics geometry equations fractions calculus statistics tutor homework exam
revision grade gcse kopfrechnen textaufgaben

naturwissenschaften physik chemie biologie bio experiment mikroskop formel periodensystem elektrizität optik labor informatik abitur
klausur nachhilfe referat nawi physics chemistry biology science microscope lab laboratory formula tutor homework exam

sprachnachhilfe grammatik diktat rechtschreibung aufsatz vokabeln latein französischarbeit deutschaufsatz referat lesen vorlesen
leseförderung lesepate lesepatin legasthenie leseschwäche alphabetisierung abc buchstaben grundschule schüler hausaufgaben nachhilfe
lernpate facharbeit hausarbeit grammar spelling dictation essay vocabulary vocab latin reading literacy dyslexia alphabet phonics tutor
homework pupil assignment mentor

deutschlernen deutsch deutschkurs deutschunterricht sprachcafé sprachtandem sprachpartner sprachaustausch konversation sprachkurs
integrationskurs sprachprüfung telc goethe daf grammatik aussprache wortschatz a1 a2 b1 b2 c1 artikel muttersprache muttersprachler üben
sprechen spricht zugewandert einbürgerung german language conversation practise practice pronunciation fluent native grammar exam
integration

englischlernen englisch englischkurs englischunterricht muttersprachler konversation konversationsgruppe aussprache businessenglisch toefl
ielts cambridge vokabeln englischnachhilfe sprachtandem plaudern auffrischen english language conversation native fluent pronunciation
vocabulary grammar accent british american chat tandem practise

romanischesprachen spanisch französisch italienisch portugiesisch katalanisch rumänisch spanischkurs französischkurs italienischkurs
sprachtandem sprachreise paris madrid rom sprachkurs konversation vokabeln auffrischen delf dele spanish french italian portuguese
romanian language conversation tandem native fluent spain france italy sprachanfänger

fremdsprachen arabisch türkisch ukrainisch russisch persisch farsi dari kurdisch polnisch tigrinya paschtu chinesisch japanisch koreanisch
hindi vietnamesisch griechisch syrien syrisch afghanistan ukraine iran türkei eritrea muttersprache herkunftssprache kyrillisch arabic
turkish ukrainian russian persian kurdish polish pashto chinese mandarin japanese korean vietnamese greek syrian syria afghan iranian
language

gebärdensprache gebärden dgs gehörlos taub schwerhörig hörgerät blind blindenschrift braille sehbehindert untertitel inklusion
gebärdenkurs deaf bsl impaired lipreading subtitles inclusion hörbehindert gehörlose cochlea induktionsschleife screenreader hearingaid
signlanguage gebärdendolmetscherin

dolmetschen dolmetscherin übersetzen übersetzt sprachmittler sprachmittlerin begleitung arztgespräch elterngespräch behördengang urkunde
geburtsurkunde zeugnis beglaubigt verständigung muttersprache arabisch türkisch ukrainisch farsi russisch interpret translate translator
translation bilingual certificate appointment accompany arabic turkish ukrainian persian

behörden amt bürgeramt rathaus jobcenter ausländerbehörde sozialamt standesamt krankenkasse antrag beantragen formular ausfüllen bescheid
brief schreiben widerspruch frist unterlagen bürokratie papierkram amtsdeutsch termin anmeldung ausweis reisepass aufenthaltstitel
aufenthalt rentenantrag schwerbehindertenausweis kindergeld elterngeld bürgergeld authority office officialese form application letter
paperwork bureaucracy appeal deadline documents permit residence passport visa pension registration fill council

wohngeld mietzuschuss wohnberechtigungsschein wbs bürgergeld grundsicherung sozialhilfe sozialleistungen hartz jobcenter sozialberatung
antrag bescheid kinderzuschlag bafög heizkosten zuschuss einkommensnachweis sozialwohnung bedürftig benefit subsidy allowance welfare
claim entitled entitlement income supplement council mietbeihilfe kindergrundsicherung wohnkosten

steuern steuererklärung elster finanzamt steuerbescheid lohnsteuer lohnsteuerhilfe einkommensteuer werbungskosten absetzen absetzbar
steuerberater belege freibetrag steuerklasse steuernummer rückerstattung umsatzsteuer tax taxreturn refund deductions deductible receipts
accountant vat payslip lohnsteuerbescheinigung homeofficepauschale selfassessment pendlerpauschale

mietrecht miete mieterin vermieter mietvertrag mieterverein mieterhöhung mietminderung nebenkosten nebenkostenabrechnung kaution kündigung
gekündigt eigenbedarf schimmel hausverwaltung schönheitsreparaturen kündigungsfrist betriebskosten tenancy tenant landlord landlady rent
lease deposit eviction evicted mould utility untermietvertrag schimmelbefall heizungsausfall zwangsräumung

schulden schuldnerberatung schuldenberatung mahnung inkasso gerichtsvollzieher pfändung insolvenz privatinsolvenz ratenzahlung schufa
kredit konto dispo gläubiger haushaltsbuch pleite geldsorgen überschuldet haushaltsplan debt indebted creditor bailiff collector
insolvency bankruptcy bankrupt arrears overdraft budget instalments owe repayment owed

rechtsberatung rechtlich anwalt anwältin rechtsanwalt jurist juristin gericht klage vertrag gesetz widerspruch scheidung sorgerecht
testament erbe erbrecht vollmacht vorsorgevollmacht patientenverfügung betreuungsverfügung arbeitsrecht asylrecht versicherung haftpflicht
verbraucherzentrale bußgeld legal lawyer solicitor attorney law lawsuit contract divorce custody alimony inheritance probate insurance
liability asylum unterhaltszahlung

bewerbung bewirbt lebenslauf anschreiben bewerbungsfoto bewerbungsmappe bewerbungsunterlagen vorstellungsgespräch stellensuche jobsuche
arbeitslos arbeitssuchend arbeitsagentur zeugnis arbeitszeugnis absage job stellenanzeige personalerin personaler personalabteilung
application applying cv resume interview coverletter unemployed jobless jobhunt vacancy recruiter employer hr

berufswechsel quereinstieg umschulung weiterbildung neuorientierung berufsberatung karriere coaching mentor mentorin burnout
wiedereinstieg berufserfahrung beruf netzwerken sackgasse career reorientation retraining networking profession professional industry
sabbatical crossroads jobwechsel laufbahn kompetenzen midlife upskilling

ausbildung ausbildungsplatz azubi lehrling lehrstelle praktikum praktikant praktikumsplatz berufsschule schnupperpraktikum geselle
gesellin meister berufsorientierung gesellenprüfung studium student studentin studienwahl stipendium fsj freiwilligendienst apprentice
apprenticeship trainee traineeship internship placement vocational scholarship college university

existenzgründung firmengründung vereinsgründung gründerin selbstständig selbständig freiberufler freelancer businessplan geschäftsidee
gewerbe gewerbeanmeldung kleinunternehmer startup firma genossenschaft förderung fördermittel crowdfunding marketing logo flyer founder
business entrepreneur company enterprise cooperative selfemployed funding grant branding kunden customers clients

buchhaltung buchführung kassenbuch kassenwart kassenprüfer kasse bilanz jahresabschluss steuerberater tabelle excel tabellenkalkulation
lohnabrechnung belege datev finanzen überschussrechnung bookkeeping accounting accountant invoice spreadsheet treasurer audit auditor
ledger finances payroll rechnungsstellung

vereinshilfe verein vorstand satzung ehrenamt ehrenamtlich freiwillige mitglied mitglieder mitgliederversammlung kassenwart schriftführer
gemeinnützig gemeinnützigkeit initiative bürgerinitiative spenden spendenlauf infostand flyer plakate moderieren moderation protokoll
förderantrag vereinsfest standdienst schichten kuchenverkauf association club volunteer volunteering charity nonprofit member fundraising
donation leaflets facilitate facilitator committee stewards campaign

webseite website homepage webdesign wordpress internetseite onlineshop domain html css hosting newsletter instagram grafik grafikdesign
logo layout flyer plakat design gestalten visitenkarten photoshop indesign webshop webmaster blog graphic leaflet webauftritt

programmieren programmierer programmiererin coden software app python java javascript scratch arduino raspberry algorithmus datenbank
linux roboter robotik informatik entwickler entwicklerin hackathon mikrocontroller developer database algorithm robotics computing script
github electronics maker lötstation

computerhilfe computer pc laptop notebook linux mac update virus virenscanner trojaner passwort abgestürzt absturz startet neuinstallation
installieren installation einrichten wlan internet router fritzbox email mail konto onlinebanking festplatte arbeitsspeicher bildschirm
tastatur backup sicherung desktop crash frozen password setup wifi broadband malware keyboard screen monitor mouse macbook betriebssystem
windows11 troubleshooting

altgeräte laptop notebook computer pc monitor bildschirm tablet ipad tastatur drucker ladegerät netzteil ladekabel usb hdmi dockingstation
webcam headset homeoffice homeschooling onlineunterricht ausrangiert fernseher konsole playstation nintendo kopfhörer refurbished
discarded charger adapter keyboard mouse screen display headphones television tv console

smartphonehilfe smartphone telefon tablet ipad iphone android whatsapp signal skype zoom videoanruf videotelefonie videochat anrufen
senioren seniorin seniorinnen rentner oma opa großeltern enkel digital einstellungen app touchscreen sim onlinebanking bedienen
schriftgröße seniorenhandy phone mobile cellphone videocall video grandma grandpa grandchildren grandparents elderly settings handys
mobiltelefon festnetz anrufbeantworter

drucken ausdrucken druckt kopieren kopierer kopie scannen scan patrone druckerpatrone tinte farbdruck laminieren laminiergerät plotter
siebdruck plakate spiralbindung papierstau 3d filament print printout copy copier photocopy ink cartridge laminate laminator jam paper
risograph screenprint tonerkartusche buchbinden

datenrettung festplatte usbstick speicherkarte gelöscht wiederherstellen backup sicherung cloud formatiert handyfotos dateien defekt
verschlüsselung datenschutz überspielen data harddrive disk deleted files encryption privacy corrupted datenverlust datenträger ssd
festplattencrash undelete speicherstick sdkarte

fotografieren foto fotografin fotografie porträt portrait passfoto bewerbungsfoto kamera spiegelreflex systemkamera objektiv stativ blitz
blitzgerät fotostudio dunkelkammer belichtung bildbearbeitung lightroom photoshop familienfoto babyfotos hochzeitsfotos fotokurs
fotospaziergang photo photographer photoshoot headshot camera dslr lens tripod flash darkroom exposure editing shoot studio polaroid

digitalisieren dias diascanner diaprojektor negative fotoalbum fotoalben alben familienfotos schmalfilm super8 vhs videokassette kassetten
tonband überspielen scanner einscannen archiv erinnerungen fotobuch stammbaum ahnenforschung familiengeschichte sütterlin kurrent chronik
digitise digitize slides album cassette photobook genealogy ancestry ancestors

film filmschnitt video videoschnitt kurzfilm drehbuch kamera kameramann kamerafrau drohne gimbal premiere davinci youtube dokumentarfilm
trickfilm schauspieler statisten podcast mikrofon tonaufnahme tonstudio aufnahme filmmaker editing footage cutting documentary screenplay
camcorder drone actor microphone studio animation

kino filmabend heimkino beamer leinwand projektor filmvorführung openair dvd dvds bluray blurays serie streaming filmclub krimi regisseur
popcorn vorführen cinema movie projector screening films series premiere filmnacht kurzfilme matinee dokumentarfilme

gitarre gitarrenunterricht gitarrist gitarristin akustikgitarre konzertgitarre westerngitarre ukulele banjo mandoline bassgitarre ebass
saiten akkorde capo plektrum zupfen gitarrenständer gitarrentasche verstärker lagerfeuerlieder liedbegleitung guitar guitarist acoustic
bass strings chords strumming fingerpicking plectrum amp amplifier pedalboard songbook

klavier klavierunterricht klavierlehrerin klavierlehrer klavierstimmer klavierhocker pianist pianistin flügel epiano keyboard digitalpiano
akkordeon orgel tasten vierhändig üben notenständer notenlesen musikschule tonleiter korrepetition piano accordion organ practise practice
scales duet accompanist

streichinstrumente geige violine bratsche cello kontrabass streichquartett geigenunterricht geigenbauer bogen bogenhaare kolophonium
kammermusik orchester notenständer kindergeige harfe konzert viola fiddle violinist cellist bow rosin quartet orchestra chamber strings
harp ensemble luthier music

blasinstrumente flöte blockflöte querflöte klarinette saxophon saxofon oboe fagott trompete posaune waldhorn tuba blaskapelle
blasorchester bläser mundstück mundharmonika dudelsack posaunenchor musikverein flute clarinet sax bassoon trumpet trombone brass woodwind
mouthpiece harmonica bagpipes ensemble reeds

schlagzeug schlagzeugerin trommel trommelkurs cajon djembe bongos percussion becken drumsticks übungspad proberaum lärm rhythmus samba
drum drummer drumkit percussionist snare cymbals rhythm beat drumset schlagwerk pauke timpani marimba xylophon conga

singen singt sänger sängerin gesang gesangsunterricht chor chorleiter chorleiterin chorprobe sopran tenor bariton stimme stimmbildung
lieder kanon gospel jodeln karaoke wiegenlied männerstimmen bassstimme notenblätter mitsingen choir choral chorus vocal voice soprano alto
songs lullaby carols acapella singalong

band musik musikerin musizieren mitmusiker jam jammen jamsession session probt proberaum probenraum bühne auftritt gig konzert coverband
bassist bassistin jazz punk folk metal songwriter synthesizer straßenmusik hausmusik mitspieler music musician rehearsal rehearse drummer
guitarist singer concert performance synth bandprobe bandmitglied

instrumentenpflege instrument instrumentenbauer stimmen stimmgerät verstimmt saiten saitenwechsel gitarrenbauer geigenbauer klavierstimmer
verstaubt bundstäbchen musikinstrument detuned restring restringing luthier fret fingerboard intonation resonanzboden kinnhalter
klaviertechniker woodwind stimmgabel pianotuner saitensatz

tanzen tanzt getanzt tänzerin tanzpartner tanzpartnerin tanzkurs tanzstunde tanzgruppe tanzschuhe tanzabend tango salsa swing lindyhop
walzer hochzeitstanz standardtanz discofox bachata ballett hiphop zumba volkstanz squaredance dance waltz ballet ballroom foxtrot wedding
choreography foxtrott

yoga yogamatte yogakurs pilates rückenschule rückenschmerzen rückengymnastik gymnastik gymnastikball verspannt verspannungen
nackenschmerzen bandscheibe hexenschuss dehnen dehnübungen stretching qigong taichi feldenkrais faszienrolle entspannung atemübungen
meditation meditieren achtsamkeit schlafstörungen stress beckenboden physiotherapie krankengymnastik backache posture relax relaxation
breathing meditate mindfulness physio physiotherapy tense stiff

fitness hanteln gewichte krafttraining kraftsport hantelbank kettlebell klimmzugstange heimtrainer hometrainer ergometer crosstrainer
rudergerät laufband springseil trainieren trainingspartner fitnessstudio bodyweight boxhandschuhe boxsack selbstverteidigung karate judo
aikido kampfsport dumbbells barbell weights workout gym treadmill exercise gloves punchbag martial boxtraining kickboxing

laufen joggen joggt lauftreff laufgruppe laufpartner laufpartnerin laufschuhe laufuhr marathon halbmarathon volkslauf stadtlauf pace
stirnlampe läuferin nordicwalking walkingstöcke intervalltraining run running jog parkrun headlamp laufanfänger trailrunning waldlauf

schwimmen schwimmt schwimmkurs schwimmlehrer schwimmlehrerin schwimmflügel schwimmbrille schwimmbad hallenbad freibad seepferdchen kraulen
brustschwimmen badesee nichtschwimmer tauchen taucherbrille schnorchel aquafitness badehose badeanzug neoprenanzug neopren poolnudel swim
swimming goggles pool armbands crawl breaststroke lake snorkel diving wetsuit swimsuit lido

ballsport fußball kicken kickt bolzen bolzplatz torwart volleyball beachvolleyball basketball handball tennis tischtennis
tischtennisplatte badminton federball squash padel schläger tennisschläger tennisball fußballschuhe trikot mannschaft sporthalle turnhalle
sportplatz turnier mitspieler schiedsrichter boule petanque frisbee hockey football soccer goalkeeper goalie kickabout pitch team
tabletennis pingpong racket racquet shuttlecock court referee tournament jersey mitspielerin fußballverein ball gekickt

klettern klettert kletterer kletterhalle klettergurt klettersteig kletterschuhe kletterseil kletterpartner bouldern bouldert boulderhalle
crashpad chalk sichern karabiner topropen vorstieg slackline baumklettern climb bouldering harness rope carabiner belay belaying wall crag
kletterkurs klettertreff seilschaft

wanderung wandert wandergruppe wanderschuhe wanderstöcke wanderstiefel wanderkarte bergtour berge alpen hütte hüttentour pilgern jakobsweg
trekking rucksack kraxe rückentrage tragegestell waldspaziergang tour steigeisen kompass ausflug wald hike trek mountain backpack compass
pilgrimage camino rambling countryside

wintersport ski skifahren skischuhe skihose skihelm skibrille skistöcke skikurs langlauf langlaufski snowboard schlitten rodeln piste
schlittschuhe schlittschuhlaufen eislaufen eishockey schneeschuhe sledge sled sleigh toboggan iceskates snowshoes slope goggles salopettes
eisbahn skigebiet skiurlaub skiausrüstung

rollsport inliner inlineskates rollschuhe skateboard longboard skatepark waveboard stuntscooter knieschoner schoner schützer
schutzausrüstung ellbogenschoner rollerskates rollerblades kneepads rollschuhbahn inlinehockey streethockey scooter halfpipe skateschuhe
skatingkurs

bootfahren schlauchboot ruderboot paddelboot segelboot kajak kanu kanadier paddel paddelt rudern ruderer segeln segelt segler segelschein
schwimmweste standuppaddling sup stehpaddel surfen surfbrett surfboard wasserski hafen steg kanutour bootsanhänger boat kayak canoe
canoeing paddle paddleboard rowing sail sailor dinghy lifejacket oars river

camping zelt zeltet schlafsack isomatte luftmatratze campingkocher gaskocher campingstuhl campingtisch campinggeschirr kühlbox kühltasche
taschenlampe stirnlampe festival pfadfinder lagerfeuer heringe tarp trinkflasche campingplatz wohnmobil tent campsite sleepingbag airbed
stove coolbox torch headlamp lantern pegs scouts tarpaulin flask gaskartusche coolbag

reisen reist verreisen koffer reisekoffer rollkoffer trolley handgepäck reisetasche rucksack reiseführer reiseadapter steckdosenadapter
landkarte flug flugzeug fliegen interrail bahnreise nachtzug reisepartner klassenfahrt urlaub austauschjahr backpacker weltreise visum
reiseversicherung reisepass travel travelling trip journey suitcase luggage guidebook adapter flight abroad map holiday vacation passport
visa

fahrkarten ticket monatskarte deutschlandticket bahncard bahn zug zugfahrt jobticket theaterkarte konzertkarte eintrittskarte eintritt
freikarte museum theater oper ballett vorstellung abo dauerkarte stadion ausstellung gutschein rail railcard railway season theatre opera
concert voucher exhibition gallery stadium

spieleabend spiel brettspiel gesellschaftsspiel kartenspiel würfel würfelspiel siedler catan monopoly scrabble kniffel carcassonne
spielegruppe spieletreff mitspieler mitspielerin spielerunde spielekiste darts dartscheibe billard bingo quiz kneipenquiz boardgame game
dice tabletop pub trivia cluedo dominoes tischkicker

schach schachbrett schachspiel schachuhr schachfiguren schachpartner schachverein schachgegner gegner backgammon chess chessboard chessmen
checkmate opponent checkers bishops schachspielerin schachpartie schachgruppe schachcomputer endspiel rook pawn schachturnier

kartenspielen skatrunde skatbrüder doppelkopf doko schafkopf rommé canasta bridge poker pokerrunde uno kartenrunde spielkarten binokel
kartentisch cards rummy whist cribbage solitaire euchre skatspieler skatabend pinochle

rollenspiel dungeons dragons dnd dsa cthulhu spielleiter spielleiterin abenteuer kampagne larp cosplay würfel fantasy tabletop warhammer
miniaturen figuren bemalen sammelkarten pokemon magic comics manga anime roleplay roleplaying rpg gamemaster campaign quest wargaming
adventure figurines

puzzles puzzeln puzzelt puzzletausch puzzleteile ravensburger legespiel denksport kreuzworträtsel rätsel sudoku geduldsspiel escaperoom
jigsaw pieces crossword brainteaser riddles puzzletisch puzzlematte knobeln knobelspiel rubik zauberwürfel

bücher lesestoff leseratte bücherei bibliothek bücherschrank bücherregal bücherkiste lesekreis buchclub literaturkreis literatur roman
krimi kinderbuch bilderbuch kochbuch sachbuch hörbuch taschenbuch comics lektüre autor autorin zeitschriften lyrik gedichte antiquariat
ebook book bookclub bookshelf novel reading paperback library fiction thriller crime author poetry poems magazine audiobook picturebook
lesen liest gelesen

vorlesen vorleserin vorlesestunde vorlesepate vorlesepatin vorgelesen märchen geschichten erzählen bilderbuch hörbuch augen sehschwach
blind makula lesebrille seniorenheim altenheim pflegeheim kita readaloud reading storytelling fairytale bedtime eyesight newspaper aloud
vorleserunde sehbehindert narrator zeitungen tageszeitung

texte korrekturlesen korrektur gegenlesen lektorat lektorin lektor rechtschreibung kommasetzung schreiben schreibt schreibgruppe
schreibwerkstatt bachelorarbeit masterarbeit doktorarbeit hausarbeit abschlussarbeit dissertation manuskript artikel redaktion redakteurin
journalistin journalist pressemitteilung gedichte tagebuch biografie writing proofread editor edit thesis essay manuscript article speech
journalism draft memoir diary spelling hochzeitsrede festrede

zeichnen malen malt gemalt zeichnet zeichenkurs aquarell aquarellfarben acryl acrylfarben ölfarben ölmalerei staffelei leinwand pinsel
skizze skizzenbuch kalligrafie handlettering buntstifte wasserfarben kunst künstler künstlerin atelier illustration illustratorin
karikatur linoldruck ausstellung aktzeichnen draw painting watercolour watercolor acrylic easel canvas sketch sketchbook artist
calligraphy crayons illustrator portrait gallery linocut gemälde porträtzeichnen drawn

basteln bastelt gebastelt bastelmaterial bastelgruppe kleben schere origami papier karton pappe perlen schmuck ohrringe kerzen
kerzenziehen seife seifensieden makramee laternen weihnachtsschmuck adventskranz kranz adventskalender buchbinden korbflechten flechten
mosaik craft glue scissors paper beads jewellery jewelry candles soap macrame lantern wreath advent decoration bookbinding basket weaving
mosaic handmade

töpfern keramikkurs töpferei töpferscheibe drehscheibe keramik brennofen brennen glasur lehm tonerde tonarbeiten modellieren skulptur
bildhauer bildhauerei specksteine vase pottery potter ceramics clay kiln glaze throwing sculpture sculptor sculpting mug

nähen näht genäht näherin nähmaschine nähkurs nähtreff schneider schneiderin änderungsschneiderei kürzen kürzt saum umnähen reißverschluss
knopf flicken stopfen ausbessern kaputte nadel faden garn schnittmuster overlock hose jeans kleid vorhang sew seamstress tailor dressmaker
alteration hem hemming shorten trousers zip zipper button mend darn patch needle thread serger pattern sewn torn zerrissen gerissen

stricken strickt gestrickt strickgruppe strickcafé stricknadeln strickzeug häkeln häkelt häkelnadel wolle wollreste wollknäuel garn
sockenwolle socken schal mütze pullover spinnrad spinnen weben webrahmen webstuhl filzen sticken stickerei klöppeln topflappen pulswärmer
masche knit knitting crochet yarn wool hook needles scarf sweater jumper mittens weaving loom embroidery stitch stash gehäkelt

stoffe stoffreste stoffbahn baumwolle jersey filz fleece samt kunstleder bettwäsche bettbezug kissen kissenbezug tischdecke handtücher
textilien patchwork quilt fabric textile cotton linen linens velvet silk leather scraps remnants bedding sheets duvet pillow pillowcase
blanket towels tablecloth bettlaken spannbettlaken wolldecke kuscheldecke sofadecke lederreste

kostüme verkleidung verkleidet fasching faschingskostüm karneval fastnacht halloween perücke maske schminke kinderschminken ritter
prinzessin pirat hexe clown zauberer mottoparty nikolauskostüm weihnachtsmann theaterstück theatergruppe theaterspielen requisiten
bühnenbild krippenspiel costume disguise fancydress carnival wig facepaint princess witch wizard knight theatre drama props stage santa
nativity dressup

kleidung klamotten anziehsachen hemd bluse pullover pulli hosen jeans damenkleidung herrenkleidung tshirt anzug jackett sakko krawatte
unterwäsche socken kleidertausch kleiderkammer kleiderspende kleiderschrank secondhand umstandsmode größe mode arbeitskleidung handtasche
gürtel schal clothes garment shirt blouse jumper sweater trousers skirt dress suit jacket blazer wardrobe outfit fashion thrift size
handbag belt underwear

winterkleidung winterjacke wintermantel mantel jacke anorak daunenjacke regenjacke schuhe winterschuhe stiefel gummistiefel winterstiefel
turnschuhe hausschuhe schuhgröße mütze handschuhe schal wollsocken thermo schneehose frieren friert kälte coat overcoat jacket parka
raincoat shoes wellingtons sneakers gloves mittens scarf beanie warm cold freezing winter thermals snowsuit rubberboots ohrenwärmer feet

hochzeit heiraten heiratet brautkleid braut bräutigam brautpaar trauzeugin trauzeuge standesamt polterabend hochzeitskleid hochzeitstorte
ringe brautstrauß schleier junggesellinnenabschied taufe taufkleid jawort silberhochzeit abendkleid ballkleid abiball wedding marry
marrying marriage bride groom bridal bridesmaid gown veil bouquet ceremony tuxedo reception baptism christening prom vows anniversary
engagement

geburtstagsfeier geburtstag kindergeburtstag feier feiert gartenparty jubiläum einweihung einweihungsparty abschiedsfeier sommerfest
grillfest luftballons ballons girlande lampions deko dekoration hüpfburg schatzsuche topfschlagen zauberer clown kerzen einladungen gäste
überraschung torte silvester birthday celebrate celebration housewarming farewell balloons garland bouncy castle magician candles
invitations guests surprise pinata barbecue treasurehunt geburtstagskuchen gefeiert wimpelkette partydeko

festausstattung bierbank biertisch biertischgarnitur bierzeltgarnitur festzelt pavillon partyzelt faltpavillon stehtisch klappstühle
klapptisch geschirr gläser besteck sektgläser weingläser tassen thermoskannen kaffeemaschine kaffeekanne zapfanlage gulaschkanone
warmhaltebehälter tischdecken kühlwagen straßenfest hoffest nachbarschaftsfest gazebo marquee canopy trestle benches folding chairs
crockery plates cutlery glasses tableware cups urn tablecloths streetparty picnic catering sitzbänke suppenteller kuchenteller

veranstaltungstechnik musikanlage tonanlage lautsprecher verstärker mischpult mikrofon mikro funkmikro tontechnik beschallung lichttechnik
lichterkette scheinwerfer lichtanlage nebelmaschine discokugel djane dj bühne bühnentechnik kabeltrommel stromaggregat generator powerbank
moderation megafon partybox amplifier microphone mic mixer loudspeaker megaphone sound soundsystem stage lighting spotlight fairylights
fog cable reel musikbox lautsprecherboxen funkmikrofon

gruppenräume raum veranstaltungsraum seminarraum versammlungsraum gemeinderaum gemeinschaftsraum saal halle vereinsheim clubraum
probenraum proberaum turnhalle gemeindehaus nachbarschaftshaus treffpunkt sitzungsraum stuhlkreis flipchart moderationskoffer pinnwand
whiteboard beamer coworking büro schreibtischplatz atelier workshopraum room venue premises meetup rehearsal workshop seminar church
centre office desk

wohnungssuche wohnung zimmer wohnt wg mitbewohner mitbewohnerin untermiete zwischenmiete nachmieter nachmieterin wohnungstausch
wohnungsbesichtigung besichtigung einzimmerwohnung mietwohnung wohngemeinschaft dachgeschoss erdgeschoss studentenzimmer möbliert
wohnungsnot obdach obdachlos flat apartment room bedroom flatmate roommate housemate sublet subletting lodger rent rental tenant
accommodation houseshare furnished viewing studio homeless househunting

übernachtung übernachtet gast besuch gästebett gästezimmer gästematratze schlafplatz couchsurfing schlafsofa schlafcouch klappbett
feldbett luftmatratze luftbett notunterkunft unterkunft gastfamilie austauschschüler herberge nacht bettwäsche guest overnight sleep
sleepover couch sofabed airbed airmattress mattress spareroom host lodging night visiting visitors hostel accommodate bnb

lager lagerraum keller kellerraum kellerabteil dachboden abstellraum abstellen unterstellen unterstellt unterstellplatz einlagern
einlagerung zwischenlagern lagerplatz scheune schuppen garage überwintern container regalmeter storage store cellar basement attic loft
shed stash overwinter

parkplatz geparkt parkt parkend parkhaus stellplatz tiefgarage garage carport einfahrt parkausweis besucherparkplatz wallbox ladestation
elektroauto ladesäule anwohnerparken wohnmobilstellplatz abstellplatz driveway permit charger hofeinfahrt motorradstellplatz
autostellplatz garagenplatz carpark

werkstatt holzwerkstatt metallwerkstatt fahrradwerkstatt werkbank werkraum hobbyraum schraubstock drehbank standbohrmaschine schweißen
schweißgerät schmieden schlosser schlosserei metall metallbau amboss fräse lasercutter makerspace fablab hobbykeller workshop workbench
workspace bench vice lathe weld forge blacksmith metal metalwork hackspace anvil milling geschweißt

reparaturcafé repaircafé reparieren reparatur kaputt defekt wackelt bastler tüftler handwerker handwerkerin hausmeister ersatzteil
zerbrochen kleber garantie instandsetzen schlüsseldienst türschloss schloss klemmt scharnier türklinke tür jalousie repair fix broken mend
faulty handyman handywoman tinkerer hinge latch lock locksmith door wobbly snapped

haushaltsgeräte waschmaschine trockner geschirrspüler spülmaschine kühlschrank gefrierschrank gefriertruhe tiefkühltruhe herd kochfeld
backofen mikrowelle staubsauger toaster mixer wasserkocher kaffeemaschine espressomaschine kaffeevollautomat bügeleisen ventilator
klimagerät luftentfeuchter luftbefeuchter nähmaschine elektrogerät schleudert pumpt abtauen waschen waschsalon washing laundry laundrette
dryer tumble dishwasher fridge refrigerator freezer oven hob microwave vacuum hoover kettle espresso appliance iron fan dehumidifier
humidifier spin defrost

möbel möbelstück sofa couch sessel ohrensessel hocker bett bettgestell lattenrost matratze hochbett etagenbett doppelbett schrank
kleiderschrank küchenschrank kommode sideboard nachttisch vitrine tisch esstisch couchtisch küchentisch schreibtisch stuhl bürostuhl regal
bücherregal garderobe schuhschrank spiegel ikea wohnzimmer schlafzimmer esszimmer einrichten möbliert furniture settee armchair bed
bedframe bunk mattress wardrobe cupboard nightstand table desk chair stool shelf shelves bookcase mirror rack livingroom bedroom flatpack

möbelaufbau aufbauen aufgebaut zusammenbauen zusammengebaut abbauen zerlegen ikea pax küchenaufbau einbauküche inbusschlüssel bauanleitung
möbelmontage schrankaufbau montieren aufarbeiten restaurieren aufpolstern polsterer polstern beziehen furnier abbeizen assemble
disassemble dismantle flatpack kitchen restore restoration upholster upholstery refurbish reupholster

teppiche läufer auslegware teppichboden laminat parkett dielenboden bodenbelag fußboden vorhang gardine gardinenstange rollo jalousien
plissee verdunkelung fußmatte wandteppich carpet rug parquet lino curtain rail rod blackout drapes doormat floorboards

lampen stehlampe tischlampe nachttischlampe leselampe schreibtischlampe deckenlampe hängelampe lampenschirm leuchte lichterkette
kronleuchter glühbirne lichtschlauch beleuchtung dunkel lampshade lights chandelier bulb lantern fairylights dark gloomy ledlampe
ledstreifen energiesparlampe bürolampe lightbulb floorlamp led

küchenausstattung pfanne kochtopf schnellkochtopf bräter raclette raclettegerät fondue waffeleisen küchenmaschine thermomix mixer
pürierstab stabmixer handrührgerät standmixer fleischwolf nudelmaschine eismaschine popcornmaschine sandwichtoaster reiskocher wok
geschirr tassen becher besteck messer messerschleifen schleifstein gläser schüsseln dosen tupperdosen haushaltswaren kitchenware pot pan
saucepan casserole blender foodprocessor whisk juicer grinder plates cups mugs bowls dishes crockery cutlery knife knives sharpen
sharpening glasses tupperware utensils suppenteller kuchenteller

vinyl schallplatte platten plattenspieler plattensammlung plattentausch lp lps cd cds cdplayer kassettenrekorder kassetten hifi
stereoanlage stereo kompaktanlage verstärker radio weltempfänger kopfhörer tonabnehmer riemen plattenabend records turntable recordplayer
stylus album amplifier cassette headphones boombox

seniorenbesuch besuchen besucht besuchsdienst einsam einsamkeit alleinstehend gesellschaft senioren seniorin seniorenheim altenheim
pflegeheim altersheim rentner rentnerin witwe betagt hochbetagt großmutter großvater oma opa kaffeetrinken kaffeeklatsch plaudern klönen
unterhaltung isoliert elderly lonely loneliness company companionship companion befriend visit visitor isolated retired widow grandmother
grandfather carehome chat coffee tea rentnerpaar neunzigjährige

spazierengehen spaziergang spazieren rollator rollstuhl gehstock gehhilfe gehbehindert unsicher stürzen begleiten begleitet unterhaken
frischluft parkbank ausfahrt rikscha rausgehen sehbehindert walk wheelchair unsteady accompany accompanying escort companion trishaw
krückstock gehwagen gangunsicher mobilität gestürzt

arztbegleitung arzt ärztin arzttermin arztbesuch krankenhaus klinik facharzt augenarzt zahnarzt operation chemo chemotherapie bestrahlung
dialyse untersuchung vorsorge darmspiegelung narkose notaufnahme wartezimmer praxis entlassung hausarzt reha krankenschwester termin
begleiten physiotherapie doctor gp hospital clinic appointment surgery anaesthetic chemotherapy radiotherapy dentist optician emergency
outpatient discharge nurse scan treatment accompany

trauer trauernde trauergruppe trauercafé trauerbegleitung gestorben verstorben verstarb tod sterben sterbebegleitung hospiz beerdigung
begräbnis friedhof grabpflege witwe verlust verloren trösten zuhören zuhörerin gespräch kummer krise seelsorge trennung scheidung
depression depressiv angst panik selbsthilfe selbsthilfegruppe sucht alkohol therapie grief grieving bereaved bereavement mourning died
death dying hospice funeral cemetery grave widow loss listener crisis separation divorce breakup depressed anxiety panic selfhelp
addiction sober therapy lonely pastoral beileid grabstein condolence weeping

friseur friseurin frisör haare haarschnitt haareschneiden haarschneidemaschine haarfarbe dauerwelle zöpfe frisur föhn glätteisen
lockenstab bart bartpflege maniküre pediküre fußpflege nagellack schminke kosmetik makeup rasierer hair haircut hairdresser barber trim
fringe curls braids beard shave hairdryer straighteners clippers manicure pedicure dye beauty strähnchen fingernägel haarefärben
trockenhaube lockenwickler

massage massieren masseur masseurin massageliege massageöl nackenmassage rückenmassage fußmassage shiatsu reiki akupressur osteopathie
reflexzonen fußreflexzonen wellness sauna verspannt verspannung nacken schultern muskelkater masseuse acupressure osteopath reflexology
shoulders neck tension aching sore spa

erstehilfe sanitäter sanitäterin ersthelfer verbandskasten verbandszeug pflaster wiederbelebung reanimation defibrillator rettungsdienst
notfall rettungsschwimmer feuerwehr katastrophenschutz thw johanniter malteser blutdruck blutdruckmessgerät fieberthermometer inhalator
inhaliergerät blutspende firstaid paramedic medic ambulance bandage cpr resuscitation emergency defib lifeguard firefighter thermometer
nebuliser

nachbarschaftsfeste nachbarschaft straßenfest hoffest hausgemeinschaft weihnachten weihnachtsbaum christbaum advent nikolaus ostern
ramadan fastenbrechen iftar zuckerfest opferfest eid bayram chanukka pessach sabbat nouruz newroz diwali martinsumzug laternenumzug
erntedank silvester gottesdienst kirche gemeinde moschee synagoge gebet beten bibel bibelkreis interreligiös neighbourhood streetparty
christmas easter thanksgiving hanukkah passover shabbat nowruz church parish mosque synagogue prayer pray bible interfaith worship

ankommen geflüchtete flüchtling flüchtlinge flucht geflohen asyl asylbewerber asylbewerberin asylunterkunft gemeinschaftsunterkunft
erstaufnahme aufenthalt duldung paten patin patenschaft integration willkommenscafé zugezogen neuzugezogen hergezogen neuankömmling
ukraine syrien afghanistan sprachcafé begegnung begegnungscafé kennenlernen anschluss stadtführung migrantin migranten einwanderer refugee
asylum arrival arrived newcomer immigrant settling sponsor buddy mentor shelter displaced zugewanderte

müllsammeln müll müllzange müllsack müllsammelaktion aufräumaktion sauber zigarettenkippen kippen plastik plogging spielplatz bachlauf
bach ufer straßenreinigung putzaktion greifzange umweltschutz naturschutz klima klimaschutz amphibien krötenwanderung kröten nistkasten
vogelhaus igel stadtbaum baumscheibe patenbaum baumpflanzen litter litterpick rubbish trash garbage cleanup plastic grabber riverbank
environment environmental nature conservation climate toads birdbox nestbox hedgehog nesting

schrebergarten kleingarten kleingärtner parzelle gartenlaube gartenverein gemeinschaftsgarten gemeinschaftsbeet mitgärtnern ackern solawi
feld gemüsegarten gemüsebeet hochbeet beet beetfläche gartenanteil pachten urbangardening gartenmitnutzung grundstück regentonne
regenwasser allotment plot patch garden shed summerhouse acre gardenshare waterbutt

winterdienst schnee schneeräumen schneeschippen schneeschieber schneeschaufel schneefräse schippen schippt räumdienst räumpflicht gehweg
bürgersteig glatteis glätte streuen streusalz streugut eis eiszapfen schneefall verschneit winter snow shovel shovelling snowplough
snowblower pavement sidewalk ice icy gritting grit slippery streusplitt

angeln angler anglerin angelrute angelschein angelhaken angelzeug köder forelle hecht karpfen rute kescher teich gartenteich wathose
räuchern räucherofen fische fish fisherman rod bait tackle trout carp pike lure pond waders

astronomie teleskop fernrohr sterne sternenhimmel sternwarte sternbilder sterngucken planeten mond mondfinsternis sonnenfinsternis
fernglas milchstraße sternschnuppen perseiden astronomy telescope stargazing moon eclipse binoculars galaxy constellation meteor
observatory astrofotografie sternegucken nebula

naturkunde vögel vogelbeobachtung vogelstimmen ornithologe fernglas pilze pilzesammeln pilzsammler kräuterwanderung wildkräuter bärlauch
heilpflanzen bestimmen insekten schmetterlinge wald waldpädagogik förster geologie fossilien mineralien steine herbarium tierspuren
naturführung birdwatching birding binoculars mushroom foraging wild herbalist butterflies insects forest woodland botany fossils minerals
ranger

bautechnik fliesen fliesenleger fliesenschneider estrich beton betonmischer zement mörtel mauern maurer ziegel pflastersteine rüttelplatte
dach dachdecker dachziegel dachrinne regenrinne gerüst trockenbau rigips gipskarton dämmung bagger minibagger presslufthammer abbruch
stemmen bauen baustelle architektin architekt statiker gartenhaus carport tiles grout concrete cement mortar bricks bricklayer paving roof
gutter scaffold drywall plasterboard insulation digger demolition building architect construction

post paket päckchen paketannahme annehmen paketstation packstation hermes dhl lieferung retoure zusteller postbote ableser entgegennehmen
zweitschlüssel ersatzschlüssel schlüssel aufbewahren ausgesperrt parcel package delivery courier postman signature sparekey keyholder
letterbox lockedout

schulweg schulbegleitung laufbus walkingbus kindergartenweg grundschulweg hinbringen schulbus kita hort ganztag nachmittags schulkind
erstklässlerin erstklässler zebrastreifen schoolrun school schoolchild schoolchildren nursery afterschool escort bringdienst abholdienst
hinlaufen

hilfsmittel brille lesebrille lupe bildschirmlesegerät hörgerätebatterien hörgerät rollator duschstuhl krücken gehstützen orthese bandage
sitzkissen keilkissen heizkissen massagegerät greifhilfe toilettensitzerhöhung spectacles magnifier magnifying cane crutches brace splint
cushion leseglas gehhilfe rollstuhl pflegebett gehgestell wheelchair orthopädisch

geldfragen finanzen geldanlage altersvorsorge rentenberatung versicherung konto onlinebanking etf aktien bausparen vorsorge sparplan
haushaltsbuch stromanbieter stromvertrag handyvertrag finance financial pension retirement insurance investing budget provider contract
bankkonto savingsplan girokonto sparkasse

schreibtischarbeit homeoffice büro büromaterial bürostuhl schreibtisch aktenordner aktenvernichter schredder ablage abheften stehpult
excel powerpoint präsentation folien tippen zehnfingersystem maschineschreiben office stationery folder shredder presentation spreadsheet
desk tipparbeiten schreibmaschine typewriter

flohmarkt flohmarktstand trödelmarkt hofflohmarkt garagenflohmarkt verkaufen verkaufsstand marktstand weihnachtsmarkt basar tauschbörse
tauschparty kleiderstange kleinanzeigen ebay preisschilder wechselgeld fleamarket garagesale yardsale jumble bazaar selling stallholder
swapshop secondhand vintage antiques stöbern sammler antik fundstücke raritäten

getränke bier bierbrauen brauen braukessel wein weinprobe winzer apfelwein schnaps likör kombucha kefir kaffee kaffeebohnen kaffeemühle
tee teekanne kräutertee sodastream sekt cocktails limonade gärballon drinks brew homebrew wine winemaking cider liqueur coffee beans tea
teapot
`
  .trim()
  .split('\n\n')
  .map((field) => field.trim().split(/\s+/))
