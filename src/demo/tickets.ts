import { demoIds } from './people.ts'

export interface DemoComment {
  /** The id of an agent or of a portal user. */
  author: string
  /** Counted from the creation of the ticket. */
  afterHours: number
  source: 'agent' | 'customer' | 'email' | 'system'
  internal: boolean
  /** Markdown. */
  content: string
}

export interface DemoTicket {
  tenantId: string
  /** Null for a ticket of the service desk itself. */
  customerId: string | null
  type: 'incident' | 'change' | 'problem' | 'request'
  title: string
  /** Markdown. */
  description: string
  status: 'open' | 'in_progress' | 'pending' | 'resolved' | 'closed' | 'archived' | 'cancelled'
  priority: 'low' | 'medium' | 'high' | 'critical'
  source: 'manual' | 'email' | 'monitoring' | 'api' | 'portal'
  reporterId: string
  assigneeId: string | null
  createdDaysAgo: number
  /** For agents only. */
  rootCause?: string
  /** Oldest first. */
  comments: DemoComment[]
}

const text = (...lines: string[]): string => lines.join('\n')

export const demoTickets: DemoTicket[] = [
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Kein Zugriff auf das ERP in der gesamten Auftragserfassung',
    description: text(
      'Seit etwa 07:40 Uhr kommt beim Start des ERP-Clients nur noch eine Fehlermeldung, **alle acht ' +
        'Arbeitsplätze** der Auftragserfassung sind betroffen:',
      '',
      '```',
      'Anmeldung fehlgeschlagen: Zeitüberschreitung beim Lizenzdienst (lic01.acme.example.com:27000)',
      '```',
      '',
      'Kolleginnen, die das Programm noch von gestern offen haben, können normal weiterarbeiten. Wir können ' +
        'derzeit keine neuen Aufträge anlegen, um 11 Uhr ist Annahmeschluss der Spedition.',
      '',
      '- Neustart der Rechner: ohne Wirkung',
      '- Anmeldung an einem Rechner im Einkauf: gleicher Fehler',
    ),
    status: 'open',
    priority: 'critical',
    source: 'portal',
    reporterId: demoIds.katharina,
    assigneeId: null,
    createdDaysAgo: 0.11,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.2,
        source: 'agent',
        internal: false,
        content:
          'Guten Morgen Frau Lindner, wir haben die Störung aufgenommen und prüfen den Lizenzserver. Bitte ' +
          'lassen Sie die noch laufenden Sitzungen **geöffnet**, damit diese Plätze weiter Aufträge erfassen ' +
          'können.',
      },
      {
        author: demoIds.amara,
        afterHours: 0.3,
        source: 'agent',
        internal: true,
        content:
          'Lizenzdienst auf lic01 läuft, nimmt aber keine neuen Verbindungen an. Im Log steht `Too many open ' +
          'files`. An Sabine weitergegeben, bevor jemand neu startet: laufende Sitzungen könnten ihre Lizenz ' +
          'verlieren.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 0.9,
        source: 'customer',
        internal: false,
        content:
          'Im Versand ist es inzwischen auch so. Bei uns sind noch zwei Sitzungen offen, damit kommen wir bis ' +
          'etwa 10:30 Uhr aus.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Teams calls from meeting room "Donau" have no audio on the far side',
    description: text(
      'Since the room was re-cabled last week, people in remote meetings cannot hear us. We hear them fine.',
      '',
      'What we tried:',
      '',
      '1. Restarted the room PC and the USB speakerphone',
      '2. Checked that the microphone is not muted on the device (LED is green)',
      '3. A laptop in the same room, with the same speakerphone, works',
      '',
      'We have a customer review in that room tomorrow at 14:00, so a fix before then would be great.',
    ),
    status: 'open',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.mehmet,
    assigneeId: null,
    createdDaysAgo: 0.42,
    comments: [],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'change',
    title: 'Zusätzlicher Netzwerkanschluss im Büro B 2.14',
    description: text(
      'Im Büro B 2.14 wird ab dem nächsten Monat ein dritter Arbeitsplatz eingerichtet. Dort gibt es nur ' +
        'eine Doppeldose, beide Anschlüsse sind belegt.',
      '',
      'Wir bitten um:',
      '',
      '- eine weitere Doppeldose an der Fensterseite',
      '- Patchung auf das Büronetz (kein Telefonie-VLAN nötig)',
      '',
      'Der Raum ist vormittags frei, für den Elektriker genügt eine kurze Voranmeldung bei mir.',
    ),
    status: 'open',
    priority: 'low',
    source: 'portal',
    reporterId: demoIds.katharina,
    assigneeId: null,
    createdDaysAgo: 1.3,
    comments: [
      {
        author: demoIds.tomasz,
        afterHours: 5.5,
        source: 'agent',
        internal: false,
        content:
          'Vielen Dank, Frau Lindner. Wir holen ein Angebot des Elektrikers ein und melden uns mit einem ' +
          'Terminvorschlag. Im Etagenverteiler sind noch Ports frei, am Switch fallen also keine Kosten an.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'request',
    title: 'New starter on the 1st: account, laptop and ERP role',
    description: text(
      'Hello service desk,',
      '',
      'please prepare the following for a new colleague in quality assurance:',
      '',
      '| Item | Value |',
      '|---|---|',
      '| Name | Noor van Dijk |',
      '| Department | Quality assurance, plant 2 |',
      '| Manager | Mehmet Yıldız |',
      '| Laptop | Standard 14", docking station, two monitors |',
      '| ERP role | `QA_INSPECTOR` (same as her predecessor) |',
      '| Groups | `QA-Team`, `Plant2-All`, shared drive *Prüfberichte* (read and write) |',
      '',
      'She starts on the first of next month and will be on site that day.',
    ),
    status: 'open',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.mehmet,
    assigneeId: null,
    createdDaysAgo: 1.9,
    comments: [],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Disk space below 5 % on file server acme-fs01, volume D:',
    description: text(
      'Automatic alert from monitoring:',
      '',
      '```',
      'host:      acme-fs01',
      'check:     disk_usage D:',
      'state:     CRITICAL (96.2 % used, 74 GiB free of 1.95 TiB)',
      'duration:  00:15:00',
      '```',
      '',
      'Growth over the last 24 hours: **+118 GiB**, the usual daily growth is 2 to 4 GiB.',
    ),
    status: 'open',
    priority: 'high',
    source: 'monitoring',
    reporterId: demoIds.amara,
    assigneeId: null,
    createdDaysAgo: 0.6,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.5,
        source: 'system',
        internal: false,
        content: 'Ticket created from monitoring event, priority set to high by rule "disk space file servers".',
      },
      {
        author: demoIds.amara,
        afterHours: 1.4,
        source: 'agent',
        internal: true,
        content:
          'The growth is in `D:\\Shares\\Konstruktion\\_Import`. Looks like a complete copy of the old CAD ' +
          'archive, started yesterday evening. Ask the customer before deleting anything.',
      },
      {
        author: demoIds.amara,
        afterHours: 1.6,
        source: 'agent',
        internal: false,
        content:
          'The volume is filling up because of a large import in the share *Konstruktion*, folder `_Import`. ' +
          'Could you please check with your engineering department whether this copy is intended, and whether ' +
          'it may be moved to the archive volume? At the present rate the drive is full in about fourteen ' +
          'hours.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'VPN drops every ten minutes since the router replacement at home',
    description: text(
      'My VPN connection drops after roughly ten minutes, then Windows shows **error 809** for a while. ' +
        'After two or three attempts it connects again.',
      '',
      '- Laptop: ACM-NB-0231, Windows 11',
      '- Connection: cable, new router from my provider since Saturday',
      '- On the mobile hotspot it is stable for hours',
      '',
      'I work from home four days a week, so at the moment I can hardly use the ERP.',
    ),
    status: 'in_progress',
    priority: 'high',
    source: 'portal',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 1.1,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.8,
        source: 'agent',
        internal: false,
        content: text(
          'Hello Mr Yıldız,',
          '',
          'error 809 usually means that UDP 500 or 4500 is blocked or lost on the way. Could you check in ' +
            'the menu of the new router whether there is an option called *IPsec pass-through* or *VPN ALG*, ' +
            'and **switch it off** for a test? It sounds odd, but these helpers often disturb IKEv2 rather ' +
            'than help it.',
        ),
      },
      {
        author: demoIds.mehmet,
        afterHours: 3.2,
        source: 'customer',
        internal: false,
        content:
          'The option was on. With it off the connection lasts longer, about 40 minutes, but still drops in ' +
          'the end.',
      },
      {
        author: demoIds.sabine,
        afterHours: 4.1,
        source: 'agent',
        internal: true,
        content:
          'Gateway log shows the NAT mapping changing its source port mid-session. Provider uses DS-Lite, so ' +
          'we are probably behind carrier-grade NAT. Try a NAT keepalive of 20 s in the profile, otherwise ' +
          'move him to the TLS-based gateway.',
      },
      {
        author: demoIds.sabine,
        afterHours: 5,
        source: 'agent',
        internal: false,
        content: text(
          'Thank you, that narrows it down. Your provider shares one public address among several ' +
            'households, and its equipment forgets quiet connections early. I have assigned a VPN profile with ' +
            'shorter keep-alives to your laptop. Please run the following once, while you are connected, and ' +
            'reconnect afterwards:',
          '',
          '```',
          'gpupdate /force',
          '```',
        ),
      },
      {
        author: demoIds.mehmet,
        afterHours: 22.5,
        source: 'email',
        internal: false,
        content:
          'Done this morning. So far one drop in three hours, which is already much better. I will keep an eye ' +
          'on it today.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Etikettendrucker Halle 3 druckt nur noch leere Etiketten',
    description: text(
      'Der Drucker **LBL-H3-02** zieht Etiketten ein, bedruckt sie aber nicht. Die Testseite direkt am Gerät ' +
        'ist ebenfalls leer. Das Farbband wurde gestern in der Spätschicht gewechselt.',
      '',
      'Im Moment drucken wir über LBL-H3-01 mit, das geht, kostet aber Wege.',
    ),
    status: 'in_progress',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 2.4,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 1.2,
        source: 'agent',
        internal: false,
        content: text(
          'Guten Tag Frau Lindner, wenn auch die Testseite am Gerät leer bleibt, liegt es nicht am Netzwerk ' +
            'oder am ERP. Bitte prüfen Sie zwei Dinge:',
          '',
          '1. Ist das Farbband mit der **beschichteten Seite zum Etikett** eingelegt? Mit einem Klebeetikett ' +
            'lässt sich das testen: Die Seite, die abfärbt, muss nach außen zeigen.',
          '2. Ist der Druckkopf rechts und links eingerastet?',
        ),
      },
      {
        author: demoIds.katharina,
        afterHours: 5.6,
        source: 'customer',
        internal: false,
        content:
          'Das Farbband war tatsächlich falsch herum. Jetzt druckt er wieder, allerdings fehlt links ein etwa ' +
          'drei Millimeter breiter Streifen, und der Scanner liest den Barcode dann nicht.',
      },
      {
        author: demoIds.amara,
        afterHours: 6.3,
        source: 'agent',
        internal: false,
        content:
          'Das deutet auf defekte Punkte im Druckkopf hin. Ich habe einen Ersatz bestellt, er sollte in zwei ' +
          'Werktagen eintreffen. Bis dahin können Sie das Etikettenlayout in den Druckereinstellungen um 4 mm ' +
          'nach rechts verschieben, der Barcode liegt dann im intakten Bereich.',
      },
      {
        author: demoIds.amara,
        afterHours: 6.4,
        source: 'agent',
        internal: true,
        content:
          'Druckkopf 203 dpi, 104 mm, läuft über den Wartungsvertrag. Einbau durch Amara vor Ort, danach Kopf ' +
          'kalibrieren und den Versatz wieder auf 0 setzen.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'problem',
    title: 'Recurring roaming failures of handheld scanners in hall 3',
    description: text(
      'Since the hall was extended, handheld scanners lose their Wi-Fi connection when forklifts move ' +
        'between aisles 12 and 20. The scanners need between 8 and 30 seconds to reconnect, and the picking ' +
        'dialogue has to be started again.',
      '',
      '**Known so far**',
      '',
      '- Seven incidents in four weeks, all on scanners, none on laptops',
      '- Only the 5 GHz band is affected',
      '- Access points `ap-h3-07` and `ap-h3-09` have the highest number of failed authentications',
    ),
    status: 'in_progress',
    priority: 'high',
    source: 'manual',
    reporterId: demoIds.tomasz,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 16,
    rootCause:
      'Radar detection on the DFS channels of ap-h3-07 and ap-h3-09 forces a channel change; scanners then do ' +
      'a full 802.1X login because fast transition (802.11r) is off on this SSID.',
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 20,
        source: 'agent',
        internal: true,
        content:
          'Spectrum capture done during the late shift. Both access points left channel 100 four times within ' +
          'two hours because of a DFS event. Moving them to channels 36 to 48 is possible, but needs a new ' +
          'channel plan for the whole hall.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 26,
        source: 'agent',
        internal: false,
        content:
          'We have found the likely reason for the disconnections. Two access points in hall 3 use radio ' +
          'channels that have to be vacated whenever radar is detected. We are preparing a new channel plan ' +
          'and will propose a date for the change.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 50,
        source: 'customer',
        internal: false,
        content:
          'Good news. Please note that from Thursday to Saturday we are doing the stock count in hall 3, and ' +
          'no changes should happen then.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 52,
        source: 'agent',
        internal: false,
        content: 'Noted. We plan the change for the week after the stock count, outside the shifts.',
      },
      {
        author: demoIds.sabine,
        afterHours: 170,
        source: 'agent',
        internal: true,
        content:
          'Scanner vendor confirms that firmware 4.2 and later supports 802.11r. 31 of 48 devices are still on ' +
          '3.9. Rollout through the device management first, then switch on fast transition.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'change',
    title: 'Firewall: allow machine data from plant 2 to the new analytics platform',
    description: text(
      'For the condition monitoring project, our presses have to send their data to the new platform.',
      '',
      '| Source | Destination | Port | Purpose |',
      '|---|---|---|---|',
      '| 10.42.16.0/24 (machine network plant 2) | mqtt.analytics.example.com | TCP 8883 | MQTT over TLS |',
      '| 10.42.16.0/24 | ntp.acme.example.com | UDP 123 | Time |',
      '',
      'No inbound connections are needed. The machine builder comes for the acceptance test in two weeks.',
    ),
    status: 'in_progress',
    priority: 'high',
    source: 'portal',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.tomasz,
    createdDaysAgo: 9.4,
    comments: [
      {
        author: demoIds.tomasz,
        afterHours: 4,
        source: 'agent',
        internal: false,
        content: text(
          'Thank you for the complete table, that helps a lot. Two questions before we submit the change for ' +
            'approval:',
          '',
          '1. Does the platform offer a **fixed set of addresses**, or should the rule follow the host name?',
          '2. Do all presses need access, or is it enough to allow the edge gateway that collects the data?',
        ),
      },
      {
        author: demoIds.mehmet,
        afterHours: 27,
        source: 'customer',
        internal: false,
        content: text(
          '1. The provider says that the addresses may change, so please use the host name.',
          '2. Good point: only the edge gateway, `10.42.16.20`. The presses talk to it locally.',
        ),
      },
      {
        author: demoIds.tomasz,
        afterHours: 29,
        source: 'agent',
        internal: true,
        content:
          'Much better than the whole /24. Rule drafted: source host, FQDN object, TLS only. Risk low. On the ' +
          'agenda of the change board on Wednesday.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 98,
        source: 'agent',
        internal: false,
        content:
          'The change has been approved for the gateway only. We implement the rule in the maintenance window ' +
          'on Thursday evening. No interruption is expected.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Core switch plant 2: power supply failed, running without redundancy',
    description: text(
      '```',
      'device:  acme-p2-core1',
      'event:   PSU 2 FAILED (input OK, output 0 V)',
      'time:    03:12 UTC',
      'impact:  no redundancy, traffic not affected',
      '```',
    ),
    status: 'in_progress',
    priority: 'critical',
    source: 'monitoring',
    reporterId: demoIds.sabine,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 0.3,
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 0.4,
        source: 'agent',
        internal: false,
        content:
          'In the core switch of plant 2 one of the two power supplies has failed. **All services are ' +
          'running**, but there is no redundancy until the part has been replaced. We have opened a case with ' +
          'the manufacturer, who will deliver within four hours.',
      },
      {
        author: demoIds.sabine,
        afterHours: 0.5,
        source: 'agent',
        internal: true,
        content:
          'Serial number is covered by the 4 h contract, case opened. On-call technician of the customer ' +
          'informed by phone, gate 2 knows about the courier.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 1.1,
        source: 'email',
        internal: false,
        content:
          'Thanks for the information. The server room in plant 2 is locked, please ask for the key at gate 2. ' +
          'I am in the building from 6:30.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'request',
    title: 'Freigegebenes Postfach bewerbung@acme.example.com für die Personalabteilung',
    description: text(
      'Bitte richten Sie ein gemeinsames Postfach für Bewerbungen ein.',
      '',
      '- Adresse: `bewerbung@acme.example.com`',
      '- Vollzugriff und *Senden als*: Katharina Lindner, Ines Moreau, Daniel Osei',
      '- Automatische Eingangsbestätigung (Text liefere ich nach)',
      '- Aufbewahrung: Bewerbungen müssen nach **sechs Monaten** gelöscht werden',
    ),
    status: 'in_progress',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 4.7,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 3,
        source: 'agent',
        internal: false,
        content:
          'Guten Tag Frau Lindner, das Postfach ist angelegt, die Berechtigungen sind gesetzt. Es erscheint ' +
          'bei allen drei Personen innerhalb einer Stunde von selbst in Outlook. Für die ' +
          'Aufbewahrungsrichtlinie brauche ich noch eine kurze Bestätigung: Sollen Nachrichten nach sechs ' +
          'Monaten **endgültig** gelöscht werden, ohne Umweg über das Archiv?',
      },
      {
        author: demoIds.katharina,
        afterHours: 21,
        source: 'email',
        internal: false,
        content:
          'Ja, endgültig löschen, so ist es mit dem Datenschutz abgestimmt. Der Text für die ' +
          'Eingangsbestätigung folgt bis Ende der Woche.',
      },
      {
        author: demoIds.amara,
        afterHours: 22,
        source: 'agent',
        internal: true,
        content: 'Richtlinie vorbereitet, erst nach Freigabe durch Tomasz aktivieren (unwiderruflich).',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Outlook fragt ständig nach dem Kennwort',
    description: text(
      'Seit der Kennwortänderung vor zwei Tagen fragt Outlook alle paar Minuten nach dem Kennwort. Ich gebe ' +
        'es richtig ein, das Fenster kommt trotzdem wieder. Im Browser funktioniert die Anmeldung ohne ' +
        'Probleme.',
      '',
      'Gerät: ACM-NB-0188',
    ),
    status: 'pending',
    priority: 'medium',
    source: 'portal',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 6.2,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 1.1,
        source: 'agent',
        internal: false,
        content: text(
          'Guten Tag Frau Lindner, vermutlich ist in Windows noch das alte Kennwort gespeichert. Bitte gehen ' +
            'Sie so vor:',
          '',
          '1. Outlook und Teams beenden',
          '2. Startmenü, *Anmeldeinformationsverwaltung* öffnen, dann **Windows-Anmeldeinformationen**',
          '3. Alle Einträge entfernen, die mit `MicrosoftOffice` oder `msteams` beginnen',
          '4. Rechner neu starten und Outlook öffnen',
        ),
      },
      {
        author: demoIds.katharina,
        afterHours: 7.4,
        source: 'customer',
        internal: false,
        content:
          'Das habe ich gemacht. Bis heute Mittag war Ruhe, jetzt kommt die Abfrage wieder, aber nur wenn ich ' +
          'im Büro am Dock bin.',
      },
      {
        author: demoIds.amara,
        afterHours: 8.2,
        source: 'agent',
        internal: false,
        content:
          'Danke, das hilft weiter. Am Dock gehen Sie über den Proxy des Büronetzes. Ich möchte mir das mit ' +
          'Ihnen gemeinsam per Fernwartung ansehen, das dauert etwa 15 Minuten. Wann passt es Ihnen?',
      },
      {
        author: demoIds.amara,
        afterHours: 8.3,
        source: 'system',
        internal: false,
        content: 'Status geändert: in_progress → pending (wartet auf Kunde).',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'request',
    title: 'Project licence for three people in logistics planning',
    description:
      'We need the project planning software for three colleagues in logistics planning (Daniel Osei, Ines ' +
      'Moreau, Sofia Marques), starting as soon as possible. Cost centre 4711 has been approved by our ' +
      'controlling.',
    status: 'pending',
    priority: 'low',
    source: 'email',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.amara,
    createdDaysAgo: 12.5,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 6,
        source: 'agent',
        internal: false,
        content:
          'Thank you for your order. Three licences cost the same amount per month as in the current price ' +
          'list, the minimum term is twelve months. I need a **written approval by the owner of the cost ' +
          'centre** before I can order. A short reply to this message is enough.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 7.5,
        source: 'email',
        internal: false,
        content: 'I have forwarded it to her. She is back from leave next Monday.',
      },
      {
        author: demoIds.amara,
        afterHours: 8,
        source: 'agent',
        internal: true,
        content:
          'Reminder set. Two unused licences might come back from the engineering department, check before ' +
          'ordering.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'change',
    title: 'Disable TLS 1.0 and 1.1 on the EDI gateway',
    description: text(
      'The EDI gateway still accepts TLS 1.0 and 1.1. Both are obsolete, and they were a finding of the last ' +
        'security audit. From the date of the change on, only TLS 1.2 and 1.3 will be accepted.',
      '',
      '**Preparation**',
      '',
      '- [x] Evaluation of the connection logs of 30 days',
      '- [x] Notification of the partners that still use TLS 1.0',
      '- [ ] Confirmation by the two remaining partners',
      '- [ ] Date of the change',
    ),
    status: 'pending',
    priority: 'medium',
    source: 'manual',
    reporterId: demoIds.tomasz,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 24,
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 30,
        source: 'agent',
        internal: false,
        content:
          'The logs of the last 30 days show four partners with old protocol versions. Two of them have ' +
          'already changed their settings. The list of the remaining two has been sent to Mr Yıldız by e-mail.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 72,
        source: 'customer',
        internal: false,
        content:
          'I have spoken to both. One changes over this week. The other (the forwarder in Trieste) needs ' +
          'another three weeks, because their software house has to deliver an update.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 75,
        source: 'agent',
        internal: false,
        content:
          'Understood, then we wait for the update. We would like to keep the gateway consistent and not open ' +
          'an exception for a single partner.',
      },
      {
        author: demoIds.sabine,
        afterHours: 330,
        source: 'agent',
        internal: true,
        content:
          'Forwarder tested successfully against the staging gateway with TLS 1.2. The production system is ' +
          'due to follow, waiting for their go.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Warnung „Die Verbindung ist nicht sicher“ im Lieferantenportal',
    description:
      'Mehrere Lieferanten melden, dass ihr Browser oder ihre Software beim Aufruf von ' +
      '`https://lieferanten.acme.example.com` eine Zertifikatswarnung zeigt. Bei uns im Haus ist alles in ' +
      'Ordnung.',
    status: 'pending',
    priority: 'high',
    source: 'email',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 8.1,
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 0.7,
        source: 'agent',
        internal: false,
        content:
          'Guten Tag Frau Lindner, das Zertifikat selbst ist gültig. Der Webserver liefert seit der Erneuerung ' +
          'gestern aber das **Zwischenzertifikat** nicht mit. Die Rechner im Haus kennen es bereits, fremde ' +
          'Systeme nicht. Wir tragen es jetzt nach.',
      },
      {
        author: demoIds.sabine,
        afterHours: 0.8,
        source: 'agent',
        internal: true,
        content: text(
          '```',
          '$ openssl s_client -connect lieferanten.acme.example.com:443 -servername ' +
            'lieferanten.acme.example.com </dev/null',
          '...',
          'Verify return code: 21 (unable to verify the first certificate)',
          '```',
          '',
          '`fullchain.pem` statt `cert.pem` eintragen. Das Erneuerungsskript ebenfalls anpassen, sonst ' +
            'passiert es in 90 Tagen wieder.',
        ),
      },
      {
        author: demoIds.sabine,
        afterHours: 1.3,
        source: 'agent',
        internal: false,
        content:
          'Die vollständige Kette wird nun ausgeliefert. Bitte fragen Sie bei ein oder zwei der betroffenen ' +
          'Lieferanten nach, ob die Warnung verschwunden ist. Bis zu Ihrer Rückmeldung lasse ich das Ticket ' +
          'offen.',
      },
      {
        author: demoIds.katharina,
        afterHours: 25,
        source: 'customer',
        internal: false,
        content:
          'Zwei haben bestätigt, dass es geht. Der dritte nutzt ein älteres Bestellsystem und hat erst nächste ' +
          'Woche jemanden, der nachsehen kann.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Shared drive "Konstruktion" not reachable from the engineering office',
    description:
      '`\\\\acme-fs01\\Konstruktion` gives error **0x80070035 (the network path was not found)** on all PCs in ' +
      'the engineering office. Other shares on the same server work from my desk in logistics. Internet and ' +
      'e-mail are fine.',
    status: 'resolved',
    priority: 'high',
    source: 'portal',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 13.2,
    rootCause:
      'Host record acme-fs01 was duplicated in DNS: the old address of the server was registered again by its ' +
      'second network card, which had been reconnected during cabling work.',
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.3,
        source: 'agent',
        internal: false,
        content:
          'Hello Mr Yıldız, thank you for the report. Could one of the colleagues open a command prompt and ' +
          'send us the output of `nslookup acme-fs01`?',
      },
      {
        author: demoIds.mehmet,
        afterHours: 0.6,
        source: 'email',
        internal: false,
        content: text(
          'Here it is:',
          '',
          '```',
          'Name:    acme-fs01.acme.example.com',
          'Addresses:  10.42.8.15',
          '            10.42.99.15',
          '```',
        ),
      },
      {
        author: demoIds.sabine,
        afterHours: 0.9,
        source: 'agent',
        internal: true,
        content:
          '10.42.99.15 is the former backup network. Second NIC is up again, registers itself in DNS. ' +
          'Engineering is the only VLAN with no route to it.',
      },
      {
        author: demoIds.sabine,
        afterHours: 1.4,
        source: 'agent',
        internal: false,
        content:
          'The server had registered a second address that cannot be reached from the engineering office. We ' +
          'have removed it and switched off the registration for that network card. Please let the colleagues ' +
          'run `ipconfig /flushdns`, or simply restart.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 2.1,
        source: 'customer',
        internal: false,
        content: 'Works again on all PCs. Thanks for the quick help!',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'MFA-Abfrage kommt auf dem neuen Diensthandy nicht an',
    description:
      'Ich habe gestern ein neues Diensthandy bekommen. Die Kontakte und E-Mails sind da, aber die ' +
      'Bestätigungen der Authenticator-App kommen weiterhin auf dem **alten Gerät** an, und das muss ich heute ' +
      'abgeben.',
    status: 'resolved',
    priority: 'medium',
    source: 'portal',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 18.6,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.5,
        source: 'agent',
        internal: false,
        content: text(
          'Guten Tag Frau Lindner, bitte geben Sie das alte Gerät erst ab, wenn das neue eingerichtet ist. ' +
            'So übertragen Sie die Anmeldung:',
          '',
          '1. Am PC die Seite <https://konto.demo-org.example.com/sicherheit> öffnen und mit dem **alten** ' +
            'Gerät bestätigen',
          '2. *Methode hinzufügen*, *Authenticator-App* auswählen',
          '3. Den QR-Code mit dem **neuen** Gerät scannen und die Testbestätigung abwarten',
          '4. Danach den Eintrag des alten Geräts löschen',
        ),
      },
      {
        author: demoIds.katharina,
        afterHours: 2.2,
        source: 'customer',
        internal: false,
        content: 'Vielen Dank, das hat auf Anhieb funktioniert. Das alte Gerät ist abgemeldet.',
      },
      {
        author: demoIds.amara,
        afterHours: 2.5,
        source: 'agent',
        internal: false,
        content: 'Sehr gut, dann setze ich das Ticket auf gelöst.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'request',
    title: 'Leselaufwerk für die Wirtschaftsprüfung',
    description:
      'Vom kommenden Montag an sind für zwei Wochen zwei Prüfer im Haus. Sie brauchen auf ihren eigenen ' +
      'Laptops **nur lesenden** Zugriff auf den Ordner `Finanzen\\Prüfung` und einen Internetzugang.',
    status: 'resolved',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 27.3,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 4,
        source: 'agent',
        internal: false,
        content: text(
          'Guten Tag Frau Lindner, eigene Geräte dürfen wir nicht in das Büronetz aufnehmen. Wir schlagen ' +
            'stattdessen vor:',
          '',
          '- einen geschützten Datenraum mit einer Kopie des Ordners, Zugriff nur lesend und ohne Download',
          '- Zugang zum Gäste-WLAN für 14 Tage',
        ),
      },
      {
        author: demoIds.katharina,
        afterHours: 6,
        source: 'email',
        internal: false,
        content: 'Das ist in Ordnung. Die Namen und E-Mail-Adressen der beiden Prüfer schicke ich Ihnen separat.',
      },
      {
        author: demoIds.amara,
        afterHours: 28,
        source: 'agent',
        internal: false,
        content:
          'Der Datenraum ist eingerichtet, die Einladungen sind verschickt. Die Gutscheine für das Gäste-WLAN ' +
          'liegen am Empfang. Beide Zugänge enden nach 14 Tagen von selbst.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'change',
    title: 'Move the shift planning application to the new database server',
    description: text(
      'The vendor has announced that the current database version is no longer supported after the summer. ' +
        'Please move the shift planning application to the new database server.',
      '',
      'Constraints on our side:',
      '',
      '- No interruption between 05:30 and 22:30 on working days',
      '- The interface to payroll runs on the **last working day of the month** and must not be touched then',
    ),
    status: 'resolved',
    priority: 'medium',
    source: 'portal',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.tomasz,
    createdDaysAgo: 41,
    comments: [
      {
        author: demoIds.tomasz,
        afterHours: 9,
        source: 'agent',
        internal: false,
        content:
          'Thank you. We suggest Saturday in two weeks, starting at 14:00. The interruption takes about two ' +
          'hours, including a test restore. Would that suit you?',
      },
      {
        author: demoIds.mehmet,
        afterHours: 30,
        source: 'customer',
        internal: false,
        content: 'Saturday is fine. Ines Moreau from HR will be available for the functional test from 16:00.',
      },
      {
        author: demoIds.sabine,
        afterHours: 340,
        source: 'agent',
        internal: true,
        content:
          'Dry run on a copy took 38 minutes. Collation differs between the old and the new server, so convert ' +
          'explicitly. Rollback: DNS alias back to the old server, which stays read-only for a week.',
      },
      {
        author: demoIds.sabine,
        afterHours: 401,
        source: 'agent',
        internal: false,
        content:
          'The move is complete. The application runs on the new server, and the functional test by Ms Moreau ' +
          'was successful. The old database remains available, read-only, for seven days.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 402,
        source: 'system',
        internal: false,
        content: 'Change closed as successful, post-implementation review not required.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Monitor flickers at the docking station',
    description:
      'The right one of my two monitors goes black for a second every few minutes. Swapping the monitors does ' +
      'not change anything: it is always the one on the right port of the dock.',
    status: 'resolved',
    priority: 'low',
    source: 'email',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.amara,
    createdDaysAgo: 33.7,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 2,
        source: 'agent',
        internal: false,
        content:
          'Hello, as the problem stays with the port, the cable or the dock is the likely cause. Could you ' +
          'swap **only the cable** between the two ports and tell me which screen flickers then?',
      },
      {
        author: demoIds.mehmet,
        afterHours: 4,
        source: 'email',
        internal: false,
        content: 'Now the left one flickers, so it is the cable.',
      },
      {
        author: demoIds.amara,
        afterHours: 24,
        source: 'agent',
        internal: false,
        content:
          'I have sent a new DisplayPort cable with the internal mail of today. If the problem comes back with ' +
          'it, please reopen this ticket.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Internet access down at plant 1 and head office',
    description: text(
      '```',
      'check:    wan_primary acme-hq',
      'state:    DOWN',
      'since:    09:06',
      'failover: standby line did not take over',
      '```',
      '',
      'No access to the internet, to Teams and to the hosted ERP. Telephony over the local exchange is working.',
    ),
    status: 'closed',
    priority: 'critical',
    source: 'monitoring',
    reporterId: demoIds.sabine,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 58.4,
    rootCause:
      'Fibre cut by road works. The failover did not happen because the health check of the firewall tested an ' +
      "address inside the provider's network that stayed reachable.",
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 0.2,
        source: 'agent',
        internal: false,
        content:
          'The internet line at your head office has been down since 09:06, and the standby line has not taken ' +
          'over by itself. We are switching to it manually.',
      },
      {
        author: demoIds.sabine,
        afterHours: 0.5,
        source: 'agent',
        internal: false,
        content:
          'Since 09:34 the traffic has been using the **standby line** (100 Mbit/s instead of 1 Gbit/s). ' +
          'E-mail, ERP and Teams are available again. Please avoid large downloads and video where possible.',
      },
      {
        author: demoIds.katharina,
        afterHours: 0.8,
        source: 'customer',
        internal: false,
        content:
          'Bei uns geht alles wieder, danke. Dürfen wir die Videokonferenz um 13 Uhr mit zwölf Teilnehmern ' +
          'abhalten?',
      },
      {
        author: demoIds.sabine,
        afterHours: 1,
        source: 'agent',
        internal: false,
        content: 'Ja, das ist kein Problem. Die Ersatzleitung ist derzeit zu etwa 40 % ausgelastet.',
      },
      {
        author: demoIds.sabine,
        afterHours: 7.5,
        source: 'agent',
        internal: false,
        content:
          'The provider has repaired the fibre (damaged by road works). We moved back to the primary line at ' +
          '16:20 without interruption. We will analyse why the automatic failover failed and report to you.',
      },
      {
        author: demoIds.sabine,
        afterHours: 8,
        source: 'agent',
        internal: true,
        content:
          'Health check probed only the first hop of the provider. Changed to three independent targets, two ' +
          'of three must answer. Test failover planned for the next maintenance window.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'problem',
    title: 'Backup of the ERP database failed on three nights',
    description:
      'The nightly backup of the ERP database failed on three nights out of the last ten. The retries during ' +
      'the day were successful, so there is a restore point for every day, but the cause has to be found.',
    status: 'closed',
    priority: 'high',
    source: 'api',
    reporterId: demoIds.tomasz,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 74,
    rootCause:
      'Nightly reindexing and the backup overlapped after the reindexing job had grown beyond its window. The ' +
      'shared snapshot provider timed out.',
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 5,
        source: 'agent',
        internal: true,
        content: text(
          '```',
          '> vssadmin list writers',
          "Writer name: 'SqlServerWriter'",
          '   State: [8] Failed',
          '   Last error: Non-retryable error',
          '```',
          '',
          'Always between 01:50 and 02:10. Comparing this with the job schedule.',
        ),
      },
      {
        author: demoIds.sabine,
        afterHours: 31,
        source: 'agent',
        internal: false,
        content:
          'We have found the cause: a maintenance job in the database took longer every month and finally ' +
          'overlapped with the backup. We have moved it to 04:00. We will watch the backups for two weeks ' +
          'before we close this problem.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 55,
        source: 'customer',
        internal: false,
        content: 'Was any data at risk in that time?',
      },
      {
        author: demoIds.sabine,
        afterHours: 57,
        source: 'agent',
        internal: false,
        content:
          'No. For each of the three days there is a successful backup, made at about 07:00 instead of 02:00. ' +
          'We have also restored one of them to a test system and checked it.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 370,
        source: 'agent',
        internal: false,
        content: 'Fourteen consecutive backups have been successful, so we are closing this problem.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'request',
    title: 'Austritt zum Monatsende: Konto und Geräte',
    description: text(
      'Herr Björn Falk (Einkauf) verlässt uns zum Monatsende.',
      '',
      '- Konto bitte am letzten Arbeitstag um 18 Uhr sperren',
      '- Postfach: Abwesenheitsnotiz mit Verweis auf `einkauf@acme.example.com`, Zugriff für Sofia Marques ' +
        'für drei Monate',
      '- Laptop ACM-NB-0144 und Diensthandy gibt er bei mir ab',
    ),
    status: 'closed',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 88.2,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 5,
        source: 'agent',
        internal: false,
        content:
          'Guten Tag Frau Lindner, die Sperrung ist zum gewünschten Zeitpunkt eingeplant. Bitte beachten Sie: ' +
          'Den Zugriff auf das Postfach richten wir erst nach der Sperrung ein. Herr Falk sollte private ' +
          'Nachrichten vorher löschen.',
      },
      {
        author: demoIds.katharina,
        afterHours: 29,
        source: 'email',
        internal: false,
        content: 'Danke, er weiß Bescheid. Geräte habe ich am Donnerstag hier.',
      },
      {
        author: demoIds.amara,
        afterHours: 215,
        source: 'agent',
        internal: false,
        content:
          'Konto gesperrt, Abwesenheitsnotiz aktiv, Zugriff für Frau Marques eingerichtet (endet nach drei ' +
          'Monaten automatisch). Laptop und Handy sind eingegangen und werden gelöscht.',
      },
      {
        author: demoIds.amara,
        afterHours: 216,
        source: 'agent',
        internal: true,
        content:
          'Laptop ist 14 Monate alt, nach dem Neuaufsetzen zurück in den Pool. Lizenz der Projektplanung ' +
          'freigegeben.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Phishing mail pretending to be from our payroll department',
    description:
      'Four colleagues received a message about a "corrected payslip", with a link to ' +
      '`payroll-acme.example.org`. One of them entered her user name and password, and reported it to me ' +
      'straight away. I have forwarded the message as an attachment.',
    status: 'closed',
    priority: 'high',
    source: 'portal',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.amara,
    createdDaysAgo: 101.5,
    rootCause: 'Look-alike domain, passed the filter because it was correctly signed and only two days old.',
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.2,
        source: 'agent',
        internal: false,
        content:
          'Thank you for reporting this so quickly. We have **locked the account** of the colleague concerned ' +
          'and ended all her sessions. Please ask her to call us, so that we can set a new password together. ' +
          'The message is being removed from all mailboxes.',
      },
      {
        author: demoIds.amara,
        afterHours: 0.5,
        source: 'agent',
        internal: true,
        content:
          'Sign-in log: one attempt from abroad eight minutes after she entered the password, stopped by MFA. ' +
          'No inbox rules created, no app consents. Domain is on the block list.',
      },
      {
        author: demoIds.amara,
        afterHours: 1.8,
        source: 'agent',
        internal: false,
        content:
          'Status: the message has been removed from 23 mailboxes, the domain is blocked, and there was **no ' +
          'successful sign-in** by strangers. The colleague has a new password and can work again.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 3,
        source: 'customer',
        internal: false,
        content: 'Excellent, thank you. We will remind everybody in the team meeting.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Kalender der Besprechungsräume zeigt falsche Uhrzeit',
    description:
      'Auf den Türschildern der Besprechungsräume im 2. Stock sind alle Termine **um eine Stunde verschoben**. ' +
      'In Outlook stehen sie richtig.',
    status: 'closed',
    priority: 'low',
    source: 'portal',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 119.8,
    rootCause: 'Türschilder fragten einen abgeschalteten Zeitserver an und blieben nach der Zeitumstellung stehen.',
    comments: [
      {
        author: demoIds.amara,
        afterHours: 3,
        source: 'agent',
        internal: false,
        content:
          'Guten Tag Frau Lindner, die Türschilder haben die Zeitumstellung nicht mitgemacht, weil ihr ' +
          'Zeitserver nicht mehr existiert. Wir stellen sie heute um.',
      },
      {
        author: demoIds.amara,
        afterHours: 26,
        source: 'agent',
        internal: false,
        content:
          'Alle sechs Türschilder beziehen die Zeit jetzt von `ntp.acme.example.com` und zeigen die Termine ' +
          'richtig an.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'change',
    title: 'Firmware update of the storage system',
    description: text(
      'The manufacturer recommends firmware 6.3.2 because of a defect that can lead to a controller restart ' +
        'under high load. The update is done one controller at a time, without interruption.',
      '',
      '- Date: Sunday, 06:00 to 09:00',
      '- Impact: **none expected**, reduced redundancy for about 40 minutes',
      '- Rollback: the previous firmware stays on the second boot image',
    ),
    status: 'closed',
    priority: 'high',
    source: 'manual',
    reporterId: demoIds.tomasz,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 137,
    comments: [
      {
        author: demoIds.tomasz,
        afterHours: 8,
        source: 'agent',
        internal: false,
        content:
          'For your information: the update has been approved and takes place on Sunday morning. No action is ' +
          'needed on your side.',
      },
      {
        author: demoIds.katharina,
        afterHours: 20,
        source: 'customer',
        internal: false,
        content: 'Zur Kenntnis genommen. Am Sonntag arbeitet niemand, das passt gut.',
      },
      {
        author: demoIds.sabine,
        afterHours: 122,
        source: 'agent',
        internal: true,
        content:
          'Controller B reported correctable ECC errors after the restart. Vendor confirmed memory defect, ' +
          'ordering DIMM. Swap is possible during operation after moving the volumes to controller A.',
      },
      {
        author: demoIds.sabine,
        afterHours: 124,
        source: 'agent',
        internal: false,
        content:
          'The update was completed at 07:50 without interruption. After the restart, one controller reported ' +
          'a memory module with correctable errors, which we will replace as a precaution on Wednesday. Data ' +
          'is not affected.',
      },
      {
        author: demoIds.sabine,
        afterHours: 198,
        source: 'agent',
        internal: false,
        content: 'The memory module has been replaced, both controllers are running without errors.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'incident',
    title: 'Scan to folder stopped working on the multifunction device in the warehouse office',
    description:
      'Scans no longer arrive in `\\\\acme-fs01\\Scan\\Lager`. The device shows *Authentication failed*. ' +
      'Copying and printing work.',
    status: 'archived',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.mehmet,
    assigneeId: demoIds.amara,
    createdDaysAgo: 168,
    rootCause: 'Device only spoke SMBv1, which was disabled on the file server.',
    comments: [
      {
        author: demoIds.amara,
        afterHours: 4,
        source: 'agent',
        internal: false,
        content:
          'Hello, the device uses an outdated protocol, which has been disabled on the file server for ' +
          'security reasons. There is a firmware update for the device. We install it tomorrow at 07:00.',
      },
      {
        author: demoIds.amara,
        afterHours: 27,
        source: 'agent',
        internal: false,
        content: 'The firmware is up to date and scanning works again. Please tell us if anything is missing.',
      },
      {
        author: demoIds.mehmet,
        afterHours: 29,
        source: 'email',
        internal: false,
        content: 'All good, thanks.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'request',
    title: 'Zwei Headsets für den Vertriebsinnendienst',
    description:
      'Bitte liefern Sie zwei schnurlose Headsets (Standardmodell) an den Vertriebsinnendienst, Kostenstelle ' +
      '4300.',
    status: 'archived',
    priority: 'low',
    source: 'email',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.amara,
    createdDaysAgo: 193.5,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 7,
        source: 'agent',
        internal: false,
        content: 'Die beiden Headsets sind ab Lager verfügbar und gehen heute in die Hauspost.',
      },
      {
        author: demoIds.amara,
        afterHours: 50,
        source: 'system',
        internal: false,
        content: 'Ticket nach 90 Tagen im Status closed zur Archivierung vorgemerkt.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.acme,
    type: 'change',
    title: 'Farbdrucker für die Poststelle',
    description:
      'Die Poststelle wünscht sich einen eigenen Farbdrucker, weil der Weg zum Gerät im Erdgeschoss weit ist.',
    status: 'cancelled',
    priority: 'low',
    source: 'portal',
    reporterId: demoIds.katharina,
    assigneeId: demoIds.tomasz,
    createdDaysAgo: 66.3,
    comments: [
      {
        author: demoIds.tomasz,
        afterHours: 6,
        source: 'agent',
        internal: false,
        content:
          'Guten Tag Frau Lindner, laut Druckkonzept ist pro Etage ein Multifunktionsgerät vorgesehen. Das ' +
          'Gerät vor B 1.02 kann ebenfalls farbig drucken und ist näher. Wäre das eine Lösung? Wir können es ' +
          'der Poststelle heute als Standarddrucker zuweisen.',
      },
      {
        author: demoIds.katharina,
        afterHours: 28,
        source: 'customer',
        internal: false,
        content: 'Daran hatten wir nicht gedacht, das genügt völlig. Die Änderung können Sie **zurückziehen**.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 29,
        source: 'agent',
        internal: false,
        content: 'Gerne, der Drucker ist zugewiesen. Ich nehme die Änderung zurück.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'incident',
    title: 'Handheld scanners at dock 4 cannot log in to the warehouse system',
    description: text(
      'Since the start of the early shift, scanners at dock 4 show *Session could not be established*. Docks ' +
        '1 to 3 are fine. It affects **11 devices**, and we are unloading with paper lists.',
      '',
      'I restarted two scanners and the access point at the dock. After that, one scanner could log in for ' +
        'about five minutes.',
    ),
    status: 'open',
    priority: 'high',
    source: 'portal',
    reporterId: demoIds.priya,
    assigneeId: null,
    createdDaysAgo: 0.25,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.4,
        source: 'agent',
        internal: false,
        content:
          'Thank you, Ms Raman. The address range for the scanners at dock 4 has run out of free addresses, ' +
          'which explains why a few devices get through now and then. We are extending it now, this takes ' +
          'about 20 minutes.',
      },
      {
        author: demoIds.amara,
        afterHours: 0.5,
        source: 'agent',
        internal: true,
        content:
          'Scope 192.168.44.0/25 is at 100 %, lease time 8 days. About 60 leases belong to private phones, so ' +
          'somebody must have shared the scanner key. Extend first, then rotate the key, Tomasz to talk to the ' +
          'customer.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'request',
    title: 'Access to the customs portal for two clerks',
    description:
      'Please give Yusuf Demir and Hannah Keller in the customs team access to the customs declaration portal, ' +
      'with the same rights as Marco Bianchi. Both have completed the training.',
    status: 'open',
    priority: 'low',
    source: 'email',
    reporterId: demoIds.priya,
    assigneeId: null,
    createdDaysAgo: 2.8,
    comments: [],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'incident',
    title: 'Mails to one customer are rejected',
    description: text(
      'Every message to `@meridian-parts.example.org` comes back since yesterday. The other direction works.',
      '',
      '```',
      '550 5.7.1 Message rejected: SPF check failed for globex.example.com',
      '         (sending host 192.0.2.84)',
      '```',
    ),
    status: 'in_progress',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.priya,
    assigneeId: demoIds.amara,
    createdDaysAgo: 3.6,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 1.5,
        source: 'agent',
        internal: false,
        content:
          'Hello Ms Raman, the address `192.0.2.84` is not one of your mail servers. Do you use an external ' +
          'service for sending invoices or newsletters?',
      },
      {
        author: demoIds.priya,
        afterHours: 4,
        source: 'email',
        internal: false,
        content:
          'Yes! Accounting started using an invoicing service this week, but these are normal mails from my ' +
          'Outlook that come back.',
      },
      {
        author: demoIds.sabine,
        afterHours: 6.2,
        source: 'agent',
        internal: true,
        content:
          "The new outbound connector, set up by the invoicing provider's consultant, routes *all* mail " +
          'through their relay instead of the invoices only. Needs a condition on the sender address. Get ' +
          'approval before changing.',
      },
      {
        author: demoIds.amara,
        afterHours: 7,
        source: 'agent',
        internal: false,
        content:
          'We have found it: the connector that was set up for the invoicing service also takes your normal ' +
          'mail. We will limit it to the address `invoices@globex.example.com` and add the service to your SPF ' +
          'record. May we make this change this evening at 18:00?',
      },
      {
        author: demoIds.priya,
        afterHours: 8,
        source: 'customer',
        internal: false,
        content: 'Yes, please go ahead. Accounting sends the next invoices only on Friday.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'change',
    title: 'Replace the access switches in the Basel warehouse',
    description: text(
      'The four access switches in the warehouse are past the end of support. They will be replaced one ' +
        'after the other.',
      '',
      '| Switch | Area | Planned |',
      '|---|---|---|',
      '| bsl-sw-01 | Office | done |',
      '| bsl-sw-02 | Docks 1 to 2 | done |',
      '| bsl-sw-03 | Docks 3 to 4 | next window |',
      '| bsl-sw-04 | High-bay storage | to be agreed |',
      '',
      'Interruption per switch: about 20 minutes.',
    ),
    status: 'in_progress',
    priority: 'medium',
    source: 'manual',
    reporterId: demoIds.tomasz,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 11.2,
    comments: [
      {
        author: demoIds.tomasz,
        afterHours: 3,
        source: 'agent',
        internal: false,
        content:
          'The first two switches have been replaced as planned. For the high-bay storage we need a window in ' +
          'which the conveyor stands still. Could you suggest one?',
      },
      {
        author: demoIds.priya,
        afterHours: 48,
        source: 'customer',
        internal: false,
        content:
          'The conveyor is serviced every second Sunday between 08:00 and 12:00. You could join the next ' +
          'service slot.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 51,
        source: 'agent',
        internal: false,
        content: 'That fits perfectly, we have reserved it.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'incident',
    title: 'Laptop asks for the BitLocker recovery key on every start',
    description:
      'After the update last night my laptop (GLX-0092) asks for a 48-digit recovery key each time I start it. ' +
      'A colleague read the key out to me on the phone, so I can work, but I have to type it in every morning.',
    status: 'pending',
    priority: 'medium',
    source: 'portal',
    reporterId: demoIds.priya,
    assigneeId: demoIds.amara,
    createdDaysAgo: 7.5,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 0.9,
        source: 'agent',
        internal: false,
        content: text(
          'Hello Ms Raman, a firmware update has changed the values that BitLocker checks at start-up. They ' +
            'have to be stored once more. I have sent a command to your laptop, which suspends the protection ' +
            'for **one restart** and renews the values:',
          '',
          '1. Connect to the VPN and wait ten minutes',
          '2. Restart **twice**',
          '3. The second start should no longer ask for the key',
        ),
      },
      {
        author: demoIds.priya,
        afterHours: 26,
        source: 'customer',
        internal: false,
        content: 'The first restart was fine, the second asked again.',
      },
      {
        author: demoIds.amara,
        afterHours: 28,
        source: 'agent',
        internal: false,
        content:
          'Then the firmware settings were probably reset as well. I would like to look at them together with ' +
          'you. This cannot be done remotely. When are you at the Basel office next?',
      },
      {
        author: demoIds.amara,
        afterHours: 28.1,
        source: 'agent',
        internal: true,
        content:
          'Probably Secure Boot off after the firmware update, same batch as two other devices. Check PCR 7 ' +
          'binding with `manage-bde -protectors -get C:`.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'incident',
    title: 'Label printing stopped in all warehouses',
    description: text(
      '```',
      'check:  print queue length on glx-print01',
      'state:  CRITICAL (1,284 jobs waiting)',
      '```',
      '',
      'No shipping labels are printed in Basel and Mulhouse.',
    ),
    status: 'resolved',
    priority: 'critical',
    source: 'monitoring',
    reporterId: demoIds.sabine,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 36.6,
    rootCause:
      'Print spooler crashed on a malformed job from a new driver version that had been published through ' +
      'Windows Update.',
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 0.2,
        source: 'agent',
        internal: false,
        content:
          'We are working on it: the print service on the central server crashes as soon as it starts. Your ' +
          'jobs are kept.',
      },
      {
        author: demoIds.priya,
        afterHours: 0.3,
        source: 'customer',
        internal: false,
        content: 'Trucks are waiting in Basel. Is there any way to print the most urgent labels?',
      },
      {
        author: demoIds.sabine,
        afterHours: 0.5,
        source: 'agent',
        internal: false,
        content:
          'Yes: in the warehouse system choose the printer entries ending in `-DIRECT`. They bypass the server ' +
          'and print straight to the device.',
      },
      {
        author: demoIds.sabine,
        afterHours: 1.6,
        source: 'agent',
        internal: false,
        content:
          'The printer driver that came with an update last night has been replaced with the previous version. ' +
          'All queues are running, and the waiting jobs have been printed. Driver updates on the print server ' +
          'now need our approval.',
      },
      {
        author: demoIds.priya,
        afterHours: 2.2,
        source: 'email',
        internal: false,
        content: 'Confirmed for Basel and Mulhouse. Thanks, the direct printers saved our morning.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'problem',
    title: 'Slow start of the transport management system on Mondays',
    description:
      'On Monday mornings between 07:00 and 08:00 the transport management system takes up to four minutes to ' +
      'open. On other days it takes 15 seconds.',
    status: 'closed',
    priority: 'medium',
    source: 'manual',
    reporterId: demoIds.tomasz,
    assigneeId: demoIds.sabine,
    createdDaysAgo: 92.4,
    rootCause:
      'Weekly antivirus full scan of the application server was moved to Monday 06:30 by a policy change and ' +
      'competed with the cache warm-up.',
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 30,
        source: 'agent',
        internal: true,
        content:
          'Disk queue on the application server is 12 to 20 on Mondays from 06:30, below 1 otherwise. Scan ' +
          'policy changed five weeks ago, which matches the first report.',
      },
      {
        author: demoIds.sabine,
        afterHours: 33,
        source: 'agent',
        internal: false,
        content:
          'The weekly virus scan had been moved to Monday morning. It now runs on Saturday. Please tell us how ' +
          'it feels next Monday.',
      },
      {
        author: demoIds.priya,
        afterHours: 170,
        source: 'customer',
        internal: false,
        content: 'Opened in 12 seconds today, problem solved from our point of view.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: demoIds.globex,
    type: 'request',
    title: 'Distribution list for the night shift',
    description:
      'Please create `nightshift.basel@globex.example.com` with the members in the attached sheet. Only ' +
      'internal senders should be able to write to it.',
    status: 'closed',
    priority: 'low',
    source: 'email',
    reporterId: demoIds.priya,
    assigneeId: demoIds.amara,
    createdDaysAgo: 152,
    comments: [
      {
        author: demoIds.amara,
        afterHours: 8,
        source: 'agent',
        internal: false,
        content:
          'The list has been created with 17 members. Messages from outside are rejected. You are entered as ' +
          'the owner, so you can change the members yourself: <https://konto.demo-org.example.com/gruppen>.',
      },
      {
        author: demoIds.priya,
        afterHours: 23,
        source: 'email',
        internal: false,
        content: 'Perfect, thank you.',
      },
    ],
  },
  {
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    type: 'incident',
    title: 'Postfach voll, keine Buchungsbestätigungen mehr',
    description: text(
      'Unser Buchungspostfach `booking@hansa-shipping.example.com` nimmt keine Nachrichten mehr an. ' +
        'Reedereien bekommen ihre Bestätigungen zurück mit:',
      '',
      '```',
      '554 5.2.2 mailbox full',
      '```',
      '',
      'Im Posteingang liegen rund 48.000 Nachrichten, die ältesten sind fünf Jahre alt. Wir dürfen nichts ' +
        'löschen, was jünger als **zehn Jahre** ist.',
    ),
    status: 'open',
    priority: 'high',
    source: 'portal',
    reporterId: demoIds.henrik,
    assigneeId: null,
    createdDaysAgo: 0.5,
    comments: [
      {
        author: demoIds.lena,
        afterHours: 0.6,
        source: 'agent',
        internal: false,
        content:
          'Moin Herr Claasen, ich habe die Grenze des Postfachs vorübergehend angehoben. Neue Nachrichten ' +
          'kommen ab sofort wieder an, die abgewiesenen müssten die Reedereien allerdings noch einmal senden. ' +
          'Als dauerhafte Lösung schlage ich ein Onlinearchiv vor, in das alles wandert, was älter als zwei ' +
          'Jahre ist. Es wird dabei nichts gelöscht.',
      },
      {
        author: demoIds.lena,
        afterHours: 0.7,
        source: 'agent',
        internal: true,
        content:
          'Kontingent auf 100 GB, gilt nur mit der größeren Lizenz, die derzeit aus dem Pool kommt. Angebot ' +
          'für das Archiv rausschicken, sonst bleibt das so liegen.',
      },
    ],
  },
  {
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    type: 'change',
    title: 'Umzug des Büros in Bremerhaven: Netz und Telefonie',
    description: text(
      'Wir ziehen in sechs Wochen innerhalb von Bremerhaven um. Neue Adresse und Grundriss habe ich per ' +
        'E-Mail geschickt.',
      '',
      '- 9 Arbeitsplätze, 2 Besprechungsräume',
      '- Internetanschluss: Glasfaser liegt im Gebäude',
      '- Rufnummern müssen **erhalten bleiben**',
    ),
    status: 'in_progress',
    priority: 'medium',
    source: 'portal',
    reporterId: demoIds.henrik,
    assigneeId: demoIds.lena,
    createdDaysAgo: 5.9,
    comments: [
      {
        author: demoIds.lena,
        afterHours: 5,
        source: 'agent',
        internal: false,
        content:
          'Vielen Dank, die Unterlagen sind angekommen. Der Glasfaseranschluss ist der kritische Punkt, ' +
          'Lieferzeit sind derzeit fünf Wochen. Ich habe ihn heute vorsorglich bestellt. Als Absicherung ' +
          'planen wir einen Router mit Mobilfunk ein.',
      },
      {
        author: demoIds.henrik,
        afterHours: 24,
        source: 'customer',
        internal: false,
        content:
          'Einverstanden. Der Vermieter lässt Techniker werktags von 8 bis 16 Uhr hinein, Anmeldung über die ' +
          'Hausverwaltung.',
      },
      {
        author: demoIds.lena,
        afterHours: 74,
        source: 'agent',
        internal: false,
        content:
          'Der Anbieter hat den Technikertermin bestätigt, er liegt acht Tage vor Ihrem Umzug. Die Portierung ' +
          'der Rufnummern ist für den Umzugstag um 18 Uhr beantragt.',
      },
    ],
  },
  {
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    type: 'incident',
    title: 'Excel-Makro der Frachtabrechnung wird blockiert',
    description:
      'Beim Öffnen der Frachtabrechnung erscheint ein roter Balken: *Microsoft hat die Ausführung von Makros ' +
      'blockiert, da die Quelle dieser Datei nicht vertrauenswürdig ist.* Die Datei bekommen wir monatlich per ' +
      'E-Mail aus der Zentrale.',
    status: 'pending',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.henrik,
    assigneeId: demoIds.lena,
    createdDaysAgo: 10.3,
    comments: [
      {
        author: demoIds.lena,
        afterHours: 2,
        source: 'agent',
        internal: false,
        content:
          'Moin Herr Claasen, Dateien aus dem Internet und aus E-Mails sind gekennzeichnet, und Makros darin ' +
          'werden gesperrt. Das ist gewollt und soll so bleiben. Besser ist es, wenn die Zentrale die Datei ' +
          'auf dem gemeinsamen Laufwerk `K:\\Fracht` ablegt, das als vertrauenswürdig eingetragen ist. Können ' +
          'Sie das dort ansprechen?',
      },
      {
        author: demoIds.henrik,
        afterHours: 30,
        source: 'email',
        internal: false,
        content: 'Habe ich weitergegeben. Die Zentrale klärt, ob sie das Makro auch signieren kann.',
      },
      {
        author: demoIds.lena,
        afterHours: 31,
        source: 'system',
        internal: false,
        content: 'Status geändert: in_progress → pending (wartet auf Kunde).',
      },
    ],
  },
  {
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    type: 'request',
    title: 'Tablets für die Hafenaufsicht',
    description:
      'Für die Hafenaufsicht brauchen wir drei robuste Tablets mit Mobilfunk. Darauf sollen das Anlaufportal ' +
      'und die Kamera für Schadensmeldungen laufen.',
    status: 'resolved',
    priority: 'medium',
    source: 'email',
    reporterId: demoIds.henrik,
    assigneeId: demoIds.lena,
    createdDaysAgo: 22.7,
    comments: [
      {
        author: demoIds.lena,
        afterHours: 4,
        source: 'agent',
        internal: false,
        content:
          'Gern. Unser Standardmodell ist stoßfest und gegen Spritzwasser geschützt. Lieferzeit sind etwa acht ' +
          'Tage. SIM-Karten bestelle ich aus Ihrem Rahmenvertrag mit.',
      },
      {
        author: demoIds.henrik,
        afterHours: 6,
        source: 'email',
        internal: false,
        content: 'Passt so, bitte bestellen.',
      },
      {
        author: demoIds.lena,
        afterHours: 245,
        source: 'agent',
        internal: false,
        content:
          'Die Tablets sind eingerichtet und heute mit dem Kurier unterwegs. Bei der ersten Anmeldung wird ' +
          'nach einer sechsstelligen PIN gefragt, die jede Person selbst festlegt.',
      },
      {
        author: demoIds.henrik,
        afterHours: 290,
        source: 'customer',
        internal: false,
        content: 'Alle drei sind in Betrieb, vielen Dank.',
      },
    ],
  },
  {
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    type: 'incident',
    title: 'Terminalserver nicht erreichbar',
    description: text(
      '```',
      'host:   hansa-ts01',
      'check:  RDP 3389',
      'state:  DOWN',
      '```',
      '',
      'Alle Büros betroffen, Anmeldung nicht möglich.',
    ),
    status: 'closed',
    priority: 'critical',
    source: 'monitoring',
    reporterId: demoIds.lena,
    assigneeId: demoIds.lena,
    createdDaysAgo: 47.9,
    rootCause:
      'Datenträger mit den Benutzerprofilen vollgelaufen (Protokolle eines Druckertreibers), Anmeldedienst ' +
      'dadurch blockiert.',
    comments: [
      {
        author: demoIds.lena,
        afterHours: 0.2,
        source: 'agent',
        internal: false,
        content:
          'Der Terminalserver nimmt keine Anmeldungen an. Wir arbeiten bereits daran. Bitte schalten Sie die ' +
          'Arbeitsplätze nicht aus, offene Dokumente sind in den getrennten Sitzungen noch vorhanden.',
      },
      {
        author: demoIds.henrik,
        afterHours: 0.4,
        source: 'customer',
        internal: false,
        content: 'Verstanden. Um 12 Uhr müssen die Ladelisten an das Terminal, bis dahin wäre es wichtig.',
      },
      {
        author: demoIds.lena,
        afterHours: 0.9,
        source: 'agent',
        internal: false,
        content:
          'Der Server ist wieder erreichbar. Ein Datenträger war durch Protokolldateien voll, wir haben Platz ' +
          'geschaffen und die Ursache abgestellt. Getrennte Sitzungen können Sie fortsetzen, **es ist nichts ' +
          'verloren gegangen**.',
      },
      {
        author: demoIds.lena,
        afterHours: 1.5,
        source: 'agent',
        internal: true,
        content:
          'Die Überwachung hatte für das Profillaufwerk keinen Schwellwert. Nachgetragen: Warnung ab 80 %, ' +
          'Alarm ab 90 %.',
      },
    ],
  },
  {
    tenantId: demoIds.nordwind,
    customerId: demoIds.hansa,
    type: 'problem',
    title: 'Telefonate aus Rostock brechen nach 15 Minuten ab',
    description:
      'Gespräche, die länger als 15 Minuten dauern, brechen am Standort Rostock ab. Betroffen sind nur externe ' +
      'Gespräche.',
    status: 'closed',
    priority: 'low',
    source: 'manual',
    reporterId: demoIds.lena,
    assigneeId: demoIds.lena,
    createdDaysAgo: 125.3,
    rootCause: 'Sitzungserneuerung (SIP Session-Expires 1800 s) wurde von der SIP-Hilfsfunktion des Routers verworfen.',
    comments: [
      {
        author: demoIds.lena,
        afterHours: 20,
        source: 'agent',
        internal: true,
        content:
          'Abbruch immer nach rund 930 Sekunden. Bei der Hälfte von `Session-Expires: 1800` wird die Sitzung ' +
          'erneuert, die Erneuerung bleibt unbeantwortet, danach folgt das BYE. SIP-ALG am Router in Rostock ' +
          'ist aktiv, an den anderen Standorten nicht.',
      },
      {
        author: demoIds.lena,
        afterHours: 26,
        source: 'agent',
        internal: false,
        content:
          'Moin Herr Claasen, der Router in Rostock hat eine Meldung verworfen, mit der ein Gespräch alle 15 ' +
          'Minuten bestätigt wird. Die Funktion ist jetzt abgeschaltet. Bitte achten Sie in den nächsten Tagen ' +
          'auf längere Gespräche.',
      },
      {
        author: demoIds.henrik,
        afterHours: 140,
        source: 'email',
        internal: false,
        content: 'Seitdem kein Abbruch mehr, auch bei Gesprächen über eine Stunde.',
      },
    ],
  },
  {
    tenantId: demoIds.demoOrg,
    customerId: null,
    type: 'problem',
    title: 'Monitoring raises duplicate alerts after the upgrade',
    description:
      'Since the upgrade of our monitoring platform, alerts of the type *disk space* create two tickets ' +
      'instead of one when the state changes from warning to critical within five minutes. All customers of ' +
      'the service desk are affected, but only our own work is: nothing is missed.',
    status: 'open',
    priority: 'medium',
    source: 'manual',
    reporterId: demoIds.sabine,
    assigneeId: demoIds.tomasz,
    createdDaysAgo: 14.6,
    comments: [
      {
        author: demoIds.sabine,
        afterHours: 3,
        source: 'agent',
        internal: true,
        content:
          'The deduplication key now contains the state. Workaround: group by host and check in the ticket ' +
          'rule. The vendor has a fix in the next minor version.',
      },
      {
        author: demoIds.tomasz,
        afterHours: 28,
        source: 'agent',
        internal: true,
        content: "Workaround is active. Leave this open until the vendor's version has been installed.",
      },
    ],
  },
]
