<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>keydesk::ui::ApiKeysController</name>
    <message>
        <source>%1 Create asks again for the same key: there will not be two.</source>
        <translation>%1 „Erstellen“ fragt noch einmal nach demselben Schlüssel: Es werden nicht zwei.</translation>
    </message>
    <message>
        <source>“%1” was not added. The backend had already created it, so it was revoked.</source>
        <translation>„%1“ wurde nicht hinzugefügt. Der Server hatte den Schlüssel schon erstellt, deshalb wurde er widerrufen.</translation>
    </message>
    <message>
        <source>“%1” was created although its answer was lost. Nobody has seen its key: revoke it.</source>
        <translation>„%1“ wurde erstellt, obwohl die Antwort verloren ging. Niemand hat diesen Schlüssel gesehen: Widerrufen Sie ihn.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>“%1” is revoked. It is refused from now on.</source>
        <translation>„%1“ ist widerrufen und wird ab jetzt abgewiesen.</translation>
    </message>
    <message>
        <source>“%1” had already been revoked.</source>
        <translation>„%1“ war schon widerrufen.</translation>
    </message>
    <message>
        <source>It is not certain that “%1” was revoked. %2</source>
        <translation>Es ist nicht sicher, dass „%1“ widerrufen wurde. %2</translation>
    </message>
    <message>
        <source>“%1” was not revoked and still works. %2</source>
        <translation>„%1“ wurde nicht widerrufen und funktioniert weiter. %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
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
        <source>%1 These keys may be out of date.</source>
        <translation>%1 Diese Schlüssel sind vielleicht nicht mehr aktuell.</translation>
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
</context>
<context>
    <name>keydesk::ui::Application</name>
    <message>
        <source>No browser could be opened. The documentation is at %1.</source>
        <translation>Es konnte kein Browser geöffnet werden. Die Dokumentation steht unter %1.</translation>
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
</context>
<context>
    <name>keydesk::ui::MainWindow</name>
    <message>
        <source>Keydesk</source>
        <translation>Keydesk</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
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
    <name>keydesk::ui::PlatformRow</name>
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
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>✓ Copied. Paste it somewhere safe now.</source>
        <translation>✓ Kopiert. Fügen Sie ihn jetzt an einem sicheren Ort ein.</translation>
    </message>
    <message>
        <source>Copied. Paste it somewhere safe now.</source>
        <translation>Kopiert. Fügen Sie ihn jetzt an einem sicheren Ort ein.</translation>
    </message>
    <message>
        <source>You have not copied this key. Once this is closed, nobody can retrieve it.</source>
        <translation>Sie haben diesen Schlüssel nicht kopiert. Ist dieses Fenster geschlossen, kann ihn niemand mehr abrufen.</translation>
    </message>
    <message>
        <source>Close without copying</source>
        <translation>Schließen ohne zu kopieren</translation>
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
    <message>
        <source>Revoking…</source>
        <translation>Wird widerrufen …</translation>
    </message>
    <message>
        <source>Yes, revoke</source>
        <translation>Ja, widerrufen</translation>
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
    <name>keydesk::ui::SettingsSidebar</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ShellController</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>The backend on this computer. It runs while Keydesk is open.</source>
        <translation>Der Server auf diesem Computer. Er läuft, solange Keydesk offen ist.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>The backend on this computer is starting.</source>
        <translation>Der Server auf diesem Computer startet.</translation>
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
</context>
<context>
    <name>keydesk::ui::SidebarItem</name>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
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
