<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>keydesk::ui::AddKeyFlow</name>
    <message>
        <source>%1 Choose “Create” again: it asks for the same key, so there will not be two.</source>
        <translation>%1 Wählen Sie noch einmal „Erstellen“: Es wird nach demselben Schlüssel gefragt, es werden also nicht zwei.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysController</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>These keys are as they were %1.</source>
        <translation>Stand dieser Schlüssel: %1.</translation>
    </message>
    <message>
        <source>These keys are as they were %1. Until the backend is back, they can be viewed but not changed.</source>
        <translation>Diese Schlüssel sind auf dem Stand von: %1. Bis der Server wieder da ist, können sie angesehen, aber nicht geändert werden.</translation>
    </message>
    <message>
        <source>the backend</source>
        <translation>dem Server</translation>
    </message>
    <message>
        <source>“%1” was added by %2 just now.</source>
        <translation>„%1“ wurde gerade von %2 hinzugefügt.</translation>
    </message>
    <message>
        <source>“%1” was changed by %2 just now.</source>
        <translation>„%1“ wurde gerade von %2 geändert.</translation>
    </message>
    <message>
        <source>“%1” was revoked by %2 just now.</source>
        <translation>„%1“ wurde gerade von %2 widerrufen.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysModel</name>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 widerrufen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, in the URL</source>
        <translation>%1, in der URL</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysPage</name>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Company ID</source>
        <translation>Unternehmens-ID</translation>
    </message>
    <message>
        <source>API address</source>
        <translation>API-Adresse</translation>
    </message>
    <message>
        <source>Loading the keys</source>
        <translation>Schlüssel werden geladen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>These keys are not yours to manage</source>
        <translation>Diese Schlüssel können Sie nicht verwalten</translation>
    </message>
    <message>
        <source>The keys could not be loaded</source>
        <translation>Die Schlüssel konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>No API keys yet</source>
        <translation>Noch keine API-Schlüssel</translation>
    </message>
    <message>
        <source>Add a key for the first tool that is to exchange data with this platform.</source>
        <translation>Fügen Sie einen Schlüssel für das erste Werkzeug hinzu, das Daten mit dieser Plattform austauschen soll.</translation>
    </message>
    <message>
        <source>These keys may be out of date.</source>
        <translation>Diese Schlüssel sind vielleicht nicht mehr aktuell.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysTable</name>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen</numerusform>
            <numerusform>%n Schlüssel widerrufen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::Application</name>
    <message>
        <source>No browser could be opened. The documentation is at %1.</source>
        <translation>Es konnte kein Browser geöffnet werden. Die Dokumentation steht unter %1.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Your settings could not be written to %1. They last until Keydesk is closed. Make room on that disk, or allow yourself to write there.</source>
        <translation>Ihre Einstellungen konnten nicht in %1 geschrieben werden. Sie gelten nur, bis Keydesk geschlossen wird. Schaffen Sie Platz auf diesem Datenträger, oder geben Sie sich das Recht, dort zu schreiben.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CertificatePanel</name>
    <message>
        <source>SHA-256 fingerprint of the certificate. Compare it with the one that the backend&apos;s administrator gives you.</source>
        <translation>SHA-256-Fingerabdruck des Zertifikats. Vergleichen Sie ihn mit dem, den Ihnen der Administrator des Servers nennt.</translation>
    </message>
    <message>
        <source>If your organisation has a certificate authority (CA) of its own, Keydesk can trust it for this connection.</source>
        <translation>Wenn Ihre Organisation eine eigene Zertifizierungsstelle (CA) hat, kann Keydesk ihr für diese Verbindung vertrauen.</translation>
    </message>
    <message>
        <source>Use a private CA…</source>
        <translation>Private CA benutzen …</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint: %1</source>
        <translation>SHA-256-Fingerabdruck: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Fingerprint copied</source>
        <translation>Fingerabdruck kopiert</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CheckPanel</name>
    <message>
        <source>Paste what you saved</source>
        <translation>Gespeichertes hier einfügen</translation>
    </message>
    <message>
        <source>✓ What you saved is the key.</source>
        <translation>✓ Gespeichert ist der Schlüssel.</translation>
    </message>
    <message>
        <source>It is cut short: %1 of %2 characters are there, the last ones are missing.</source>
        <translation>Es ist abgeschnitten: %1 von %2 Zeichen sind da, die letzten fehlen.</translation>
    </message>
    <message>
        <source>It is cut short: %1 of %2 characters are there, the first ones are missing.</source>
        <translation>Es ist abgeschnitten: %1 von %2 Zeichen sind da, die ersten fehlen.</translation>
    </message>
    <message>
        <source>It holds the key, with something before or after it.</source>
        <translation>Der Schlüssel ist darin, mit etwas davor oder danach.</translation>
    </message>
    <message>
        <source>It is another key, not this one.</source>
        <translation>Es ist ein anderer Schlüssel, nicht dieser.</translation>
    </message>
    <message>
        <source>It is not the key. Copy the key again, and save that.</source>
        <translation>Es ist nicht der Schlüssel. Kopieren Sie ihn noch einmal, und speichern Sie das.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ClipboardNotice</name>
    <message>
        <source>The clipboard has been cleared.</source>
        <translation>Die Zwischenablage ist geleert.</translation>
    </message>
    <message>
        <source>Clear now</source>
        <translation>Jetzt leeren</translation>
    </message>
    <message>
        <source>The clipboard holds the key. It is cleared in %1 s.</source>
        <translation>Der Schlüssel ist in der Zwischenablage. Sie wird in %1 s geleert.</translation>
    </message>
    <message>
        <source>The clipboard holds the key.</source>
        <translation>Die Zwischenablage enthält den Schlüssel.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CommandRow</name>
    <message>
        <source>Copy this command</source>
        <translation>Diesen Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the command “%1”</source>
        <translation>Befehl „%1“ kopieren</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionDialog</name>
    <message>
        <source>Add connection</source>
        <translation>Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Address of the backend</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>https is required: passwords and keys never travel unencrypted.</source>
        <translation>https ist Pflicht: Passwörter und Schlüssel werden nie unverschlüsselt übertragen.</translation>
    </message>
    <message>
        <source>Remove the private CA</source>
        <translation>Private CA entfernen</translation>
    </message>
    <message>
        <source>Private CA: %1</source>
        <translation>Private CA: %1</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt …</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionNameField</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 von %2 Zeichen</translation>
    </message>
    <message>
        <source>Shown on this computer only</source>
        <translation>Nur auf diesem Computer zu sehen</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>Ein Name hat höchstens %n Zeichen.</numerusform>
            <numerusform>Ein Name hat höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name is one line, without tabs or other control characters.</source>
        <translation>Ein Name ist eine Zeile ohne Tabulatoren oder andere Steuerzeichen.</translation>
    </message>
    <message>
        <source>It holds invisible characters that change the direction of the text.</source>
        <translation>Er enthält unsichtbare Zeichen, die die Textrichtung ändern.</translation>
    </message>
    <message>
        <source>It holds a broken character.</source>
        <translation>Er enthält ein fehlerhaftes Zeichen.</translation>
    </message>
    <message>
        <source>A name needs at least one character to be seen.</source>
        <translation>Ein Name braucht mindestens ein sichtbares Zeichen.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionText</name>
    <message>
        <source>The backend on this computer. It runs while Keydesk is open.</source>
        <translation>Der Server auf diesem Computer. Er läuft, solange Keydesk offen ist.</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>The list is from %1.</source>
        <translation>Stand der Liste: %1.</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionsController</name>
    <message>
        <source>Type the address of the backend.</source>
        <translation>Geben Sie die Adresse des Servers ein.</translation>
    </message>
    <message>
        <source>The address must begin with https://: over http:// anybody on the way could read your passwords and keys.</source>
        <translation>Die Adresse muss mit https:// beginnen: Über http:// könnte unterwegs jeder Ihre Passwörter und Schlüssel lesen.</translation>
    </message>
    <message>
        <source>Leave the user name and password out of the address. You sign in later.</source>
        <translation>Lassen Sie Benutzername und Passwort aus der Adresse weg. Sie melden sich später an.</translation>
    </message>
    <message>
        <source>This is not the address of a backend. An address looks like keys.example.org.</source>
        <translation>Das ist nicht die Adresse eines Servers. Eine Adresse sieht so aus: keys.example.org.</translation>
    </message>
    <message>
        <source>The list of connections could not be written to the disk. What you changed lasts until Keydesk is closed.</source>
        <translation>Die Liste der Verbindungen konnte nicht auf die Festplatte geschrieben werden. Ihre Änderungen gelten nur, bis Keydesk geschlossen wird.</translation>
    </message>
    <message>
        <source>Some of your connections could not be read from the disk (%1). Add those that are missing again.</source>
        <translation>Einige Ihrer Verbindungen konnten nicht von der Festplatte gelesen werden (%1). Fügen Sie die fehlenden noch einmal hinzu.</translation>
    </message>
    <message>
        <source>This backend is there already, as “%1”.</source>
        <translation>Diesen Server gibt es schon, als „%1“.</translation>
    </message>
    <message>
        <source>Use a private CA</source>
        <translation>Private Zertifizierungsstelle (CA) benutzen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Zertifikate (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Signed out of “%1”.</source>
        <translation>Sie sind von „%1“ abgemeldet.</translation>
    </message>
    <message>
        <source>You are signed out of “%1” on this computer. The backend could not be told: %2</source>
        <translation>Sie sind auf diesem Computer von „%1“ abgemeldet. Der Server hat davon nichts erfahren: %2</translation>
    </message>
    <message>
        <source>“%1” is trusted for “%2”.</source>
        <translation>„%1“ gilt jetzt für „%2“ als vertrauenswürdig.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CopyableValue</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1 copied</source>
        <translation>%1 kopiert</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::HiddenSecret</name>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Schlüssel verbergen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel anzeigen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::KeyImpact</name>
    <message>
        <source>last call, from %1</source>
        <translation>letzter Aufruf, von %1</translation>
    </message>
    <message>
        <source>last call</source>
        <translation>letzter Aufruf</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>nie benutzt</translation>
    </message>
    <message>
        <source>calls in 24 hours</source>
        <translation>Aufrufe in 24 Stunden</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>in the URL</source>
        <translation>in der URL</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>how the key is sent</source>
        <translation>so wird er gesendet</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::KeychainNotice</name>
    <message>
        <source>Stay signed in until Keydesk is closed</source>
        <translation>Angemeldet bleiben, bis Keydesk geschlossen wird</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>A sign-in is kept in the keychain of this computer and nowhere else. Without it you sign in again each time Keydesk is started.</source>
        <translation>Eine Anmeldung wird nur im Schlüsselbund dieses Computers aufbewahrt und sonst nirgends. Ohne ihn melden Sie sich bei jedem Start von Keydesk neu an.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::KeysImpact</name>
    <message>
        <source>never used</source>
        <translation>nie benutzt</translation>
    </message>
    <message>
        <source>Keys to revoke</source>
        <translation>Zu widerrufende Schlüssel</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>used in the last 24 hours</source>
        <translation>in den letzten 24 Stunden benutzt</translation>
    </message>
    <message>
        <source>calls in 24 hours</source>
        <translation>Aufrufe in 24 Stunden</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LabelDialog</name>
    <message>
        <source>Add API key</source>
        <translation>API-Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name the integration that will use it. You will find the key by this label when you have to revoke it.</source>
        <translation>Benennen Sie die Integration, die ihn benutzen wird. An dieser Bezeichnung erkennen Sie den Schlüssel, wenn Sie ihn widerrufen müssen.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>Wird erstellt …</translation>
    </message>
    <message>
        <source>C&amp;reate</source>
        <translation>E&amp;rstellen</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%1 von %2 Zeichen</translation>
    </message>
    <message>
        <source>Tip: one key for each integration</source>
        <translation>Tipp: ein Schlüssel je Integration</translation>
    </message>
    <message>
        <source>“%1” is already used by another key.</source>
        <translation>„%1“ heißt schon ein anderer Schlüssel.</translation>
    </message>
    <message>
        <source>A label needs at least one character to be seen.</source>
        <translation>Eine Bezeichnung braucht mindestens ein sichtbares Zeichen.</translation>
    </message>
    <message numerus="yes">
        <source>A label has at most %n characters.</source>
        <translation>
            <numerusform>Eine Bezeichnung hat höchstens %n Zeichen.</numerusform>
            <numerusform>Eine Bezeichnung hat höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A label is one line, without tabs or other control characters.</source>
        <translation>Eine Bezeichnung ist eine Zeile ohne Tabulatoren oder andere Steuerzeichen.</translation>
    </message>
    <message>
        <source>It holds invisible characters that change the direction of the text.</source>
        <translation>Sie enthält unsichtbare Zeichen, die die Textrichtung ändern.</translation>
    </message>
    <message>
        <source>It holds a broken character.</source>
        <translation>Sie enthält ein fehlerhaftes Zeichen.</translation>
    </message>
    <message>
        <source>Rename key</source>
        <translation>Schlüssel umbenennen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Renaming…</source>
        <translation>Wird umbenannt …</translation>
    </message>
    <message>
        <source>Only its label changes. The key stays the same, and so does every integration that uses it.</source>
        <translation>Nur die Bezeichnung ändert sich. Der Schlüssel bleibt derselbe, und jede Integration, die ihn benutzt, läuft weiter.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LockController</name>
    <message>
        <source>Keydesk was locked by somebody else. Sign in as the same person, or unlock it with the keychain.</source>
        <translation>Keydesk wurde von jemand anderem gesperrt. Melden Sie sich als dieselbe Person an, oder entsperren Sie es mit dem Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain was not unlocked. Try again with its password.</source>
        <translation>Der Schlüsselbund wurde nicht entsperrt. Versuchen Sie es noch einmal mit seinem Passwort.</translation>
    </message>
    <message>
        <source>The keychain does not answer. It may be waiting for its password in another window; then try again.</source>
        <translation>Der Schlüsselbund antwortet nicht. Vielleicht wartet er in einem anderen Fenster auf sein Passwort; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain does not work, so it cannot say who you are. Start it and try again, or sign in to a backend.</source>
        <translation>Der Schlüsselbund des Desktops funktioniert nicht und kann nicht sagen, wer Sie sind. Starten Sie ihn und versuchen Sie es noch einmal, oder melden Sie sich bei einem Server an.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LockPage</name>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>Keydesk is locked</source>
        <translation>Keydesk ist gesperrt</translation>
    </message>
    <message>
        <source>Sign in to “%1” instead</source>
        <translation>Stattdessen bei „%1“ anmelden</translation>
    </message>
    <message>
        <source>The keychain asks for its password in another window.</source>
        <translation>Der Schlüsselbund fragt in einem anderen Fenster nach seinem Passwort.</translation>
    </message>
    <message>
        <source>Unlock it with the password of this computer&apos;s keychain. What was open is there again then.</source>
        <translation>Entsperren Sie es mit dem Passwort des Schlüsselbunds auf diesem Computer. Was offen war, ist dann wieder da.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::MainWindow</name>
    <message>
        <source>Keydesk</source>
        <translation>Keydesk</translation>
    </message>
    <message>
        <source>%1 – Keydesk</source>
        <translation>%1 – Keydesk</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::MessageBar</name>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PageFooter</name>
    <message>
        <source>&amp;Add API key</source>
        <translation>API-Schlüssel &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Keys used</source>
        <translation>Benutzte Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>All %n keys are in use. Revoke one that is no longer needed to add another.</source>
        <translation>
            <numerusform>Der eine Schlüssel (%n) ist vergeben. Widerrufen Sie ihn, um einen anderen hinzuzufügen.</numerusform>
            <numerusform>Alle %n Schlüssel sind vergeben. Widerrufen Sie einen, der nicht mehr gebraucht wird, um einen anderen hinzuzufügen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 keys used</source>
        <translation>%1 von %2 Schlüsseln vergeben</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen</numerusform>
            <numerusform>%n Schlüssel widerrufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys selected</source>
        <translation>
            <numerusform>%n Schlüssel ausgewählt</numerusform>
            <numerusform>%n Schlüssel ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PasswordEdit</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PasswordField</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>Feststelltaste ist an</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Passwort anzeigen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PlatformHomePage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Einstellungen von %1</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PlatformSidebar</name>
    <message>
        <source>Platforms</source>
        <translation>Plattformen</translation>
    </message>
    <message>
        <source>Add connection</source>
        <translation>Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>Search platforms</source>
        <translation>Plattformen suchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No platform is called “%1”.</source>
        <translation>Keine Plattform heißt „%1“.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ProblemText</name>
    <message>
        <source>The backend cannot be reached.</source>
        <translation>Der Server ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The backend did not answer in time.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>What answered is not a backend that this version of Keydesk understands (%1).</source>
        <translation>Geantwortet hat kein Server, den diese Version von Keydesk versteht (%1).</translation>
    </message>
    <message>
        <source>The backend is not ready. Try again in a moment.</source>
        <translation>Der Server ist nicht bereit. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>Too many requests. Try again in %n second(s).</source>
        <translation>
            <numerusform>Zu viele Anfragen. Versuchen Sie es in %n Sekunde noch einmal.</numerusform>
            <numerusform>Zu viele Anfragen. Versuchen Sie es in %n Sekunden noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many requests. Try again in a moment.</source>
        <translation>Zu viele Anfragen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The backend had an internal error. Its log says more.</source>
        <translation>Im Server ist ein interner Fehler aufgetreten. Sein Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>You are no longer signed in.</source>
        <translation>Sie sind nicht mehr angemeldet.</translation>
    </message>
    <message>
        <source>Only the owners and administrators of a platform can manage its API keys.</source>
        <translation>Nur Inhaber und Administratoren einer Plattform können ihre API-Schlüssel verwalten.</translation>
    </message>
    <message>
        <source>It is no longer there, or you are no longer a member of this platform.</source>
        <translation>Das gibt es nicht mehr, oder Sie sind nicht mehr Mitglied dieser Plattform.</translation>
    </message>
    <message numerus="yes">
        <source>All %n keys are in use. Revoke one that is no longer needed, then try again.</source>
        <translation>
            <numerusform>Der eine Schlüssel (%n) ist vergeben. Widerrufen Sie ihn und versuchen Sie es dann noch einmal.</numerusform>
            <numerusform>Alle %n Schlüssel sind vergeben. Widerrufen Sie einen, der nicht mehr gebraucht wird, und versuchen Sie es dann noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another key of this platform already has this label. Choose another one.</source>
        <translation>Ein anderer Schlüssel dieser Plattform heißt schon so. Wählen Sie eine andere Bezeichnung.</translation>
    </message>
    <message>
        <source>The backend does not accept this label. Choose another one.</source>
        <translation>Der Server nimmt diese Bezeichnung nicht an. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This key was created before and can no longer be shown. Revoke it and add another one.</source>
        <translation>Dieser Schlüssel wurde schon früher erstellt und kann nicht mehr gezeigt werden. Widerrufen Sie ihn und fügen Sie einen anderen hinzu.</translation>
    </message>
    <message>
        <source>The backend refused the request (%1).</source>
        <translation>Der Server hat die Anfrage abgelehnt (%1).</translation>
    </message>
    <message>
        <source>The sign-in service cannot be reached. Try again in a moment.</source>
        <translation>Der Anmeldedienst ist nicht erreichbar. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The sign-in service does not answer as it should (%1). Tell its administrator.</source>
        <translation>Der Anmeldedienst antwortet nicht, wie er sollte (%1). Wenden Sie sich an dessen Verwaltung.</translation>
    </message>
    <message>
        <source>The sign-in was refused in the browser (%1).</source>
        <translation>Die Anmeldung wurde im Browser abgelehnt (%1).</translation>
    </message>
    <message>
        <source>The browser did not come back in time. Sign in again.</source>
        <translation>Der Browser kam nicht rechtzeitig zurück. Melden Sie sich noch einmal an.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled.</source>
        <translation>Die Anmeldung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>No server with this name was found. Check its address, and that this computer is online.</source>
        <translation>Es wurde kein Server mit diesem Namen gefunden. Prüfen Sie die Adresse, und ob dieser Computer online ist.</translation>
    </message>
    <message>
        <source>The backend could not prove who it is, so nothing was sent to it (%1). Ask its administrator whether it uses a private certificate authority (CA).</source>
        <translation>Der Server konnte nicht beweisen, wer er ist, daher wurde nichts an ihn gesendet (%1). Fragen Sie seinen Administrator, ob er eine eigene Zertifizierungsstelle (CA) verwendet.</translation>
    </message>
    <message>
        <source>This file has no certificate in it that could be read (%1). Choose one in PEM or DER format.</source>
        <translation>Diese Datei enthält kein lesbares Zertifikat (%1). Wählen Sie eine im PEM- oder DER-Format.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk could not be read or written (%1). Check its free space and permissions.</source>
        <translation>Der Datenträger dieses Computers konnte nicht gelesen oder beschrieben werden (%1). Prüfen Sie den freien Platz und die Rechte.</translation>
    </message>
    <message>
        <source>The backend redirects to another address (%1), which Keydesk did not follow. If it has moved there, add a connection with that address.</source>
        <translation>Der Server leitet an eine andere Adresse weiter (%1), der Keydesk nicht gefolgt ist. Ist er dorthin umgezogen, fügen Sie eine Verbindung mit dieser Adresse hinzu.</translation>
    </message>
    <message>
        <source>The backend has version %1, with which this version of Keydesk does not work. Update the older one of the two.</source>
        <translation>Der Server hat die Version %1, mit der diese Version von Keydesk nicht zusammenarbeitet. Aktualisieren Sie, was davon älter ist.</translation>
    </message>
    <message>
        <source>This desktop has no keychain in which Keydesk could keep your sign-in. Start or install one, such as GNOME Keyring or KWallet.</source>
        <translation>Dieser Desktop hat keinen Schlüsselbund, in dem Keydesk Ihre Anmeldung aufbewahren könnte. Starten oder installieren Sie einen, etwa GNOME Keyring oder KWallet.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain is locked, and your sign-in is kept in it. Unlock it and try again.</source>
        <translation>Der Schlüsselbund des Desktops ist gesperrt, und Ihre Anmeldung ist darin verwahrt. Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain does not answer. It may be waiting for its password in another window.</source>
        <translation>Der Schlüsselbund des Desktops antwortet nicht. Vielleicht wartet er in einem anderen Fenster auf sein Passwort.</translation>
    </message>
    <message>
        <source>Your sign-in is not in the desktop&apos;s keychain. Sign in again.</source>
        <translation>Ihre Anmeldung ist nicht im Schlüsselbund des Desktops. Melden Sie sich noch einmal an.</translation>
    </message>
    <message>
        <source>The sign-in took too long. Sign in again.</source>
        <translation>Die Anmeldung hat zu lange gedauert. Melden Sie sich noch einmal an.</translation>
    </message>
    <message>
        <source>Your organisation has not verified your e-mail address. Ask whoever looks after its sign-in.</source>
        <translation>Ihre Organisation hat Ihre E-Mail-Adresse nicht bestätigt. Wenden Sie sich an die Verwaltung ihres Anmeldedienstes.</translation>
    </message>
    <message>
        <source>Your organisation signed you in, but you are not a member of any platform on this backend. Ask an owner of the platform.</source>
        <translation>Ihre Organisation hat Sie angemeldet, aber Sie sind auf diesem Server bei keiner Plattform Mitglied. Wenden Sie sich an einen Eigentümer der Plattform.</translation>
    </message>
    <message>
        <source>The backend does not accept the sign-in. Ask its administrator.</source>
        <translation>Der Server nimmt die Anmeldung nicht an. Wenden Sie sich an seine Verwaltung.</translation>
    </message>
    <message>
        <source>This e-mail address and password do not belong together. Check both and try again.</source>
        <translation>Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen. Prüfen Sie beide und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The backend offers no sign-in that this version of Keydesk knows. Ask its administrator.</source>
        <translation>Der Server bietet keine Anmeldung an, die diese Version von Keydesk kennt. Wenden Sie sich an seine Verwaltung.</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another one.</source>
        <translation>Es gibt schon eine Datei mit diesem Namen. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Others could read a file there, so none was written. Choose a folder on a disk that keeps permissions.</source>
        <translation>Andere könnten eine Datei dort lesen, deshalb wurde keine geschrieben. Wählen Sie einen Ordner auf einem Laufwerk, das Zugriffsrechte kennt.</translation>
    </message>
    <message>
        <source>The file could not be written (%1). Choose another folder.</source>
        <translation>Die Datei konnte nicht geschrieben werden (%1). Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Somebody else has just changed this key, so nothing was done. See what it is now, and decide again.</source>
        <translation>Jemand anderes hat diesen Schlüssel gerade geändert, deshalb wurde nichts getan. Sehen Sie sich an, wie er jetzt ist, und entscheiden Sie neu.</translation>
    </message>
    <message>
        <source>The sign-in service could not prove who it is, so nothing was sent to it (%1). Ask its administrator whether it uses a private certificate authority (CA) that this connection does not have.</source>
        <translation>Der Anmeldedienst konnte nicht beweisen, wer er ist, deshalb wurde nichts an ihn gesendet (%1). Fragen Sie seinen Administrator, ob er eine private Zertifizierungsstelle (CA) verwendet, die diese Verbindung nicht kennt.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PurposeLine</name>
    <message>
        <source>Keys let your tools exchange data with this platform.</source>
        <translation>Mit Schlüsseln tauschen Ihre Werkzeuge Daten mit dieser Plattform aus.</translation>
    </message>
    <message>
        <source>API documentation</source>
        <translation>API-Dokumentation</translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation>Öffnet sich im Browser</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RelativeTime</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>vor 1 Minute</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>vor 1 Stunde</translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 minute</source>
        <translation>in 1 Minute</translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>in %n Minute</numerusform>
            <numerusform>in %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation>in 1 Stunde</translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>in %n Stunde</numerusform>
            <numerusform>in %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RemoveConnectionDialog</name>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>The saved sign-in and the cached lists of this connection are deleted from this computer.</source>
        <translation>Die gespeicherte Anmeldung und die zwischengespeicherten Listen dieser Verbindung werden von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>The API keys on %1 stay there and keep working.</source>
        <translation>Die API-Schlüssel auf %1 bleiben dort und funktionieren weiter.</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RenameConnectionDialog</name>
    <message>
        <source>Rename connection</source>
        <translation>Verbindung umbenennen</translation>
    </message>
    <message>
        <source>Renaming…</source>
        <translation>Wird umbenannt …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RenameFlow</name>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>„%1“ heißt jetzt „%2“.</translation>
    </message>
    <message>
        <source>It is not certain that the label was changed. %1</source>
        <translation>Es ist nicht sicher, dass die Bezeichnung geändert wurde. %1</translation>
    </message>
    <message>
        <source>It is not certain whether “%1” has another label now. %2</source>
        <translation>Es ist nicht sicher, ob „%1“ jetzt eine andere Bezeichnung hat. %2</translation>
    </message>
    <message>
        <source>Meanwhile this key got the label “%1”. Yours is not saved.</source>
        <translation>Inzwischen hat dieser Schlüssel die Bezeichnung „%1“ bekommen. Ihre ist nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevealDialog</name>
    <message>
        <source>Copy your API key now</source>
        <translation>Kopieren Sie Ihren API-Schlüssel jetzt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This is the only time it is shown. Nobody can retrieve it later, Keydesk included.</source>
        <translation>Er wird nur dieses eine Mal gezeigt. Niemand kann ihn später abrufen, auch Keydesk nicht.</translation>
    </message>
    <message>
        <source>✓ Copied. Paste it somewhere safe now.</source>
        <translation>✓ Kopiert. Fügen Sie ihn jetzt an einem sicheren Ort ein.</translation>
    </message>
    <message>
        <source>Close without copying</source>
        <translation>Schließen ohne zu kopieren</translation>
    </message>
    <message>
        <source>Check &amp;it</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Paste back what you saved, to see whether it is the whole key</source>
        <translation>Fügen Sie ein, was Sie gespeichert haben, um zu sehen, ob es der ganze Schlüssel ist</translation>
    </message>
    <message>
        <source>The clipboard has been cleared.</source>
        <translation>Die Zwischenablage ist geleert.</translation>
    </message>
    <message>
        <source>Something else has been copied since.</source>
        <translation>Inzwischen wurde etwas anderes kopiert.</translation>
    </message>
    <message>
        <source>✓ Copied. The clipboard is cleared in %1 s.</source>
        <translation>✓ Kopiert. Die Zwischenablage wird in %1 s geleert.</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>&amp;Ausprobieren</translation>
    </message>
    <message>
        <source>Make one call with the key, and show how to make it from a shell</source>
        <translation>Einen Aufruf mit dem Schlüssel machen und zeigen, wie er aus einer Shell geht</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Put the key into the keychain, or into a file for an integration</source>
        <translation>Den Schlüssel in den Schlüsselbund oder in eine Datei für eine Integration legen</translation>
    </message>
    <message>
        <source>In the &amp;keychain</source>
        <translation>Im &amp;Schlüsselbund</translation>
    </message>
    <message>
        <source>In a &amp;file for an integration…</source>
        <translation>In einer &amp;Datei für eine Integration …</translation>
    </message>
    <message>
        <source>Keep this window out of screen captures</source>
        <translation>Dieses Fenster von Bildschirmaufnahmen ausnehmen</translation>
    </message>
    <message>
        <source>You have not copied or saved this key. Once this is closed, nobody can retrieve it.</source>
        <translation>Sie haben diesen Schlüssel weder kopiert noch gespeichert. Wenn er geschlossen ist, kann ihn niemand mehr abrufen.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevealFlow</name>
    <message>
        <source>The backend refuses the key: it may have been revoked meanwhile.</source>
        <translation>Der Server weist den Schlüssel ab: Vielleicht wurde er inzwischen widerrufen.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokeButton</name>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 widerrufen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokeDialog</name>
    <message>
        <source>Revoke “%1”?</source>
        <translation>„%1“ widerrufen?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Every integration that uses this key stops working at once. It is permanently deleted and cannot be retrieved.</source>
        <translation>Jede Integration, die diesen Schlüssel benutzt, funktioniert sofort nicht mehr. Er wird endgültig gelöscht und kann nicht wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Revoking…</source>
        <translation>Wird widerrufen …</translation>
    </message>
    <message>
        <source>Yes, revoke</source>
        <translation>Ja, widerrufen</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys?</source>
        <translation>
            <numerusform>%n Schlüssel widerrufen?</numerusform>
            <numerusform>%n Schlüssel widerrufen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Every integration that uses one of these keys stops working at once. They are permanently deleted and cannot be retrieved.</source>
        <translation>Jede Integration, die einen dieser Schlüssel benutzt, funktioniert sofort nicht mehr. Sie werden endgültig gelöscht und können nicht wiederhergestellt werden.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokedText</name>
    <message>
        <source>“%1” is revoked. It is refused from now on.</source>
        <translation>„%1“ ist widerrufen und wird ab jetzt abgewiesen.</translation>
    </message>
    <message>
        <source>“%1” had already been revoked.</source>
        <translation>„%1“ war schon widerrufen.</translation>
    </message>
    <message numerus="yes">
        <source>%n keys are revoked. They are refused from now on.</source>
        <translation>
            <numerusform>%n Schlüssel ist widerrufen und wird ab jetzt abgewiesen.</numerusform>
            <numerusform>%n Schlüssel sind widerrufen und werden ab jetzt abgewiesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them had been revoked before.</source>
        <translation>
            <numerusform>%n davon war schon vorher widerrufen.</numerusform>
            <numerusform>%n davon waren schon vorher widerrufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not certain that “%1” was revoked. %2</source>
        <translation>Es ist nicht sicher, dass „%1“ widerrufen wurde. %2</translation>
    </message>
    <message>
        <source>“%1” was not revoked and still works. %2</source>
        <translation>„%1“ wurde nicht widerrufen und funktioniert weiter. %2</translation>
    </message>
    <message numerus="yes">
        <source>It is not certain that the %n keys were revoked. %1</source>
        <translation>
            <numerusform>Es ist nicht sicher, dass der Schlüssel widerrufen wurde. %1</numerusform>
            <numerusform>Es ist nicht sicher, dass die %n Schlüssel widerrufen wurden. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n keys were not revoked and still work. %1</source>
        <translation>
            <numerusform>Der Schlüssel wurde nicht widerrufen und funktioniert weiter. %1</numerusform>
            <numerusform>Die %n Schlüssel wurden nicht widerrufen und funktionieren weiter. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SaveFlow</name>
    <message>
        <source>Waiting for the keychain. It may ask for its password in another window.</source>
        <translation>Warten auf den Schlüsselbund. Vielleicht fragt er in einem anderen Fenster nach seinem Passwort.</translation>
    </message>
    <message>
        <source>The key is in the keychain.</source>
        <translation>Der Schlüssel ist im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Save the key in a file</source>
        <translation>Schlüssel in einer Datei speichern</translation>
    </message>
    <message>
        <source>Environment file (*.env)</source>
        <translation>Umgebungsdatei (*.env)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>%1 is in a git work tree (%2). From there a key easily gets into the repository, and to everybody who has a copy of it.</source>
        <translation>%1 liegt in einem Git-Arbeitsverzeichnis (%2). Von dort gerät ein Schlüssel leicht ins Repository und zu allen, die eine Kopie davon haben.</translation>
    </message>
    <message>
        <source>Save there anyway</source>
        <translation>Trotzdem dort speichern</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Die Datei wird geschrieben …</translation>
    </message>
    <message>
        <source>The key is in %1, which only you can read.</source>
        <translation>Der Schlüssel steht in %1, und nur Sie können das lesen.</translation>
    </message>
    <message>
        <source>%1 is there already. What is in it would be lost.</source>
        <translation>%1 gibt es schon. Was darin steht, ginge verloren.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>This desktop has no keychain that works. Start or install one, such as GNOME Keyring or KWallet, or save the key in a file.</source>
        <translation>Dieser Desktop hat keinen Schlüsselbund, der funktioniert. Starten oder installieren Sie einen, etwa GNOME Keyring oder KWallet, oder speichern Sie den Schlüssel in einer Datei.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain is locked. Unlock it and try again.</source>
        <translation>Der Schlüsselbund des Desktops ist gesperrt. Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain does not answer, so the key may or may not be in it. Look for its password prompt in another window, then save it once more.</source>
        <translation>Der Schlüsselbund des Desktops antwortet nicht; der Schlüssel ist vielleicht darin, vielleicht nicht. Suchen Sie seine Passwortabfrage in einem anderen Fenster, und speichern Sie dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SavePanel</name>
    <message>
        <source>Read it back</source>
        <translation>So lesen Sie ihn wieder</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei …</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecretField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecurityController</name>
    <message>
        <source>Keydesk was not locked, as nothing could unlock it again: there is no keychain on this desktop that works, and you are not signed in to a backend. Start a keychain such as GNOME Keyring, or sign in.</source>
        <translation>Keydesk wurde nicht gesperrt, denn nichts könnte es wieder entsperren: Auf diesem Desktop gibt es keinen Schlüsselbund, der funktioniert, und Sie sind bei keinem Server angemeldet. Starten Sie einen Schlüsselbund wie GNOME Keyring, oder melden Sie sich an.</translation>
    </message>
    <message>
        <source>Keydesk was not locked, as nothing could unlock it again: the keychain is locked itself, and you are not signed in to a backend. Unlock the keychain, or sign in.</source>
        <translation>Keydesk wurde nicht gesperrt, denn nichts könnte es wieder entsperren: Der Schlüsselbund ist selbst gesperrt, und Sie sind bei keinem Server angemeldet. Entsperren Sie den Schlüsselbund, oder melden Sie sich an.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecurityPage</name>
    <message numerus="yes">
        <source>After %n seconds</source>
        <translation>
            <numerusform>Nach %n Sekunde</numerusform>
            <numerusform>Nach %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %n minutes</source>
        <translation>
            <numerusform>Nach %n Minute</numerusform>
            <numerusform>Nach %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock Keydesk with this session, and before the computer sleeps</source>
        <translation>Keydesk mit dieser Sitzung sperren, und bevor der Computer schläft</translation>
    </message>
    <message>
        <source>Keep new keys out of screen captures</source>
        <translation>Neue Schlüssel von Bildschirmaufnahmen ausnehmen</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt sperren</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>How Keydesk treats keys on this computer. A change counts at once.</source>
        <translation>Wie Keydesk auf diesem Computer mit Schlüsseln umgeht. Eine Änderung gilt sofort.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Take a copied key off the clipboard</source>
        <translation>Einen kopierten Schlüssel aus der Zwischenablage nehmen</translation>
    </message>
    <message>
        <source>Until then every program can read it there. What was copied after it is left alone.</source>
        <translation>Bis dahin kann ihn dort jedes Programm lesen. Was nach ihm kopiert wurde, bleibt.</translation>
    </message>
    <message>
        <source>Lock Keydesk when it is not used</source>
        <translation>Keydesk sperren, wenn es nicht benutzt wird</translation>
    </message>
    <message>
        <source>Covers the window and every dialog until you unlock it with the keychain&apos;s password or sign in. Nothing is lost by it.</source>
        <translation>Verdeckt das Fenster und jeden Dialog, bis Sie es mit dem Passwort des Schlüsselbunds entsperren oder sich anmelden. Es geht nichts verloren.</translation>
    </message>
    <message>
        <source>Whoever unlocks the computer then still has to unlock Keydesk. In any case a copied key is taken off the clipboard, and a shown one is hidden.</source>
        <translation>Wer den Computer entsperrt, muss dann auch Keydesk entsperren. In jedem Fall wird ein kopierter Schlüssel aus der Zwischenablage genommen und ein angezeigter verborgen.</translation>
    </message>
    <message>
        <source>On the screen</source>
        <translation>Auf dem Bildschirm</translation>
    </message>
    <message>
        <source>Screenshots, recordings and shared screens show nothing of the dialog with a new key.</source>
        <translation>Bildschirmfotos, Aufzeichnungen und geteilte Bildschirme zeigen nichts von dem Dialog mit einem neuen Schlüssel.</translation>
    </message>
    <message>
        <source>This system gives programs no way to do that. A new key is hidden until you show it, so share your screen with it hidden.</source>
        <translation>Dieses System gibt Programmen dafür keinen Weg. Ein neuer Schlüssel ist verborgen, bis Sie ihn anzeigen; teilen Sie den Bildschirm also nur, solange er verborgen ist.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SettingsSidebar</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ShellController</name>
    <message>
        <source>Starting</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>The backend on this computer is starting.</source>
        <translation>Der Server auf diesem Computer startet.</translation>
    </message>
    <message>
        <source>The backend on this computer did not start</source>
        <translation>Der Server auf diesem Computer ist nicht gestartet</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>The platforms could not be loaded</source>
        <translation>Die Plattformen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No platforms</source>
        <translation>Keine Plattformen</translation>
    </message>
    <message>
        <source>You are not a member of a platform on this backend.</source>
        <translation>Sie sind auf diesem Server in keiner Plattform Mitglied.</translation>
    </message>
    <message>
        <source>You can manage this platform&apos;s API keys: Settings, then API. Keys and data are kept by the backend on this computer.</source>
        <translation>Sie können die API-Schlüssel dieser Plattform verwalten: Einstellungen, dann API. Schlüssel und Daten liegen beim Server auf diesem Computer.</translation>
    </message>
    <message>
        <source> It said: %1</source>
        <translation> Er meldete: %1</translation>
    </message>
    <message>
        <source>Keys that were added before are safe in %1.</source>
        <translation>Schon hinzugefügte Schlüssel liegen sicher in %1.</translation>
    </message>
    <message>
        <source>The backend on this computer has stopped. Your keys are kept on disk, but until it runs again nothing can be changed and integrations are not served.</source>
        <translation>Der Server auf diesem Computer ist stehen geblieben. Ihre Schlüssel sind auf der Festplatte, aber bis er wieder läuft, kann nichts geändert werden und Integrationen werden nicht bedient.</translation>
    </message>
    <message>
        <source>The backend on this computer did not start.</source>
        <translation>Der Server auf diesem Computer ist nicht gestartet.</translation>
    </message>
    <message>
        <source>You can manage this platform&apos;s API keys: Settings, then API. Keys and data are kept by the backend %1.</source>
        <translation>Sie können die API-Schlüssel dieser Plattform verwalten: Einstellungen, dann API. Schlüssel und Daten liegen beim Server %1.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SidebarItem</name>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SidebarList</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>Plattformen</translation>
    </message>
    <message>
        <source>Manage this connection</source>
        <translation>Diese Verbindung verwalten</translation>
    </message>
    <message>
        <source>Manage %1</source>
        <translation>%1 verwalten</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Einstellungen von %1</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Aus den Favoriten entfernen</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Zu den Favoriten hinzufügen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Certificate authority…</source>
        <translation>Zertifizierungsstelle …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SidebarModel</name>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SignInDialog</name>
    <message>
        <source>Sign in to %1</source>
        <translation>Bei %1 anmelden</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>Browser erneut öffnen</translation>
    </message>
    <message>
        <source>Use the password instead</source>
        <translation>Stattdessen Passwort benutzen</translation>
    </message>
    <message>
        <source>Continue in the browser</source>
        <translation>Weiter im Browser</translation>
    </message>
    <message>
        <source>You sign in on the page of your organisation. Keydesk does not see what you type there.</source>
        <translation>Sie melden sich auf der Seite Ihrer Organisation an. Keydesk sieht nicht, was Sie dort eingeben.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Waiting for the browser. Sign in there and come back.</source>
        <translation>Warten auf den Browser. Melden Sie sich dort an und kommen Sie zurück.</translation>
    </message>
    <message>
        <source>Too many tries in a short time. What you typed is kept.</source>
        <translation>Zu viele Versuche in kurzer Zeit. Ihre Eingaben bleiben erhalten.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Wird angemeldet …</translation>
    </message>
    <message>
        <source>Try again in %1 s</source>
        <translation>In %1&#xa0;s erneut versuchen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SignInFlow</name>
    <message>
        <source>No browser could be opened.</source>
        <translation>Es konnte kein Browser geöffnet werden.</translation>
    </message>
    <message>
        <source>You are signed in to Keydesk. You can close this page.</source>
        <translation>Sie sind bei Keydesk angemeldet. Sie können diese Seite schließen.</translation>
    </message>
    <message>
        <source>The sign-in did not work. Go back to Keydesk.</source>
        <translation>Die Anmeldung hat nicht funktioniert. Gehen Sie zurück zu Keydesk.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SignedOutPage</name>
    <message>
        <source>Sign in to %1 to see the platforms whose API keys you manage.</source>
        <translation>Melden Sie sich bei %1 an, um die Plattformen zu sehen, deren API-Schlüssel Sie verwalten.</translation>
    </message>
    <message>
        <source>You are signed out of %1; its API keys keep working.</source>
        <translation>Sie sind von %1 abgemeldet; die API-Schlüssel dort funktionieren weiter.</translation>
    </message>
    <message>
        <source>The session on %1 has ended; its API keys keep working.</source>
        <translation>Die Sitzung auf %1 ist beendet; die API-Schlüssel dort funktionieren weiter.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::TaskSheet</name>
    <message>
        <source>Waiting for an answer</source>
        <translation>Warten auf eine Antwort</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::TrialPanel</name>
    <message>
        <source>Read the key into the shell</source>
        <translation>Den Schlüssel in die Shell einlesen</translation>
    </message>
    <message>
        <source>Call with headers</source>
        <translation>Aufruf mit Kopfzeilen</translation>
    </message>
    <message>
        <source>Get a token</source>
        <translation>Ein Token holen</translation>
    </message>
    <message>
        <source>Asking for the platform&apos;s users with the new key…</source>
        <translation>Die Benutzer der Plattform werden mit dem neuen Schlüssel abgefragt …</translation>
    </message>
    <message>
        <source>The key works: the backend gave the platform&apos;s users (%1).</source>
        <translation>Der Schlüssel funktioniert: Der Server hat die Benutzer der Plattform geliefert (%1).</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::UnseenKeyDialog</name>
    <message>
        <source>A key that nobody has seen</source>
        <translation>Ein Schlüssel, den niemand gesehen hat</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel anzeigen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Keydesk closed before the new key “%1” of %2 was put somewhere safe. It was created %3.</source>
        <translation>Keydesk wurde beendet, bevor der neue Schlüssel „%1“ von %2 sicher verwahrt war. Erstellt: %3.</translation>
    </message>
    <message>
        <source>It can be shown for one day after it was created. If nobody needs it, revoke it.</source>
        <translation>Er kann nach dem Erstellen einen Tag lang angezeigt werden. Wenn niemand ihn braucht, widerrufen Sie ihn.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::UnseenKeys</name>
    <message>
        <source>“%1” was not added. The backend had already created it, so it was revoked.</source>
        <translation>„%1“ wurde nicht hinzugefügt. Der Server hatte den Schlüssel schon erstellt, deshalb wurde er widerrufen.</translation>
    </message>
    <message>
        <source>“%1” is revoked. It is refused from now on.</source>
        <translation>„%1“ ist widerrufen und wird ab jetzt abgewiesen.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>cannot write to the data folder %1</source>
        <translation>kann nicht in den Datenordner %1 schreiben</translation>
    </message>
    <message>
        <source>Keydesk is already running, but does not answer. End it and try again.</source>
        <translation>Keydesk läuft schon, antwortet aber nicht. Beenden Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Issues, copies and revokes API keys.</source>
        <translation>Stellt API-Schlüssel aus, kopiert und widerruft sie.</translation>
    </message>
</context>
</TS>
