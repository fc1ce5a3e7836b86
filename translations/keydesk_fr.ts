<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>keydesk::ui::AddKeyFlow</name>
    <message>
        <source>%1 Choose “Create” again: it asks for the same key, so there will not be two.</source>
        <translation>%1 Choisissez de nouveau «&#xa0;Créer&#xa0;»&#xa0;: c’est la même clé qui est demandée, il n’y en aura donc pas deux.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysController</name>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>These keys are as they were %1.</source>
        <translation>Dernier chargement de ces clés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>These keys are as they were %1. Until the backend is back, they can be viewed but not changed.</source>
        <translation>Ces clés sont telles qu’elles étaient %1. Tant que le serveur est absent, elles peuvent être consultées, mais pas modifiées.</translation>
    </message>
    <message>
        <source>the backend</source>
        <translation>le serveur</translation>
    </message>
    <message>
        <source>“%1” was added by %2 just now.</source>
        <translation>«&#xa0;%1&#xa0;» vient d’être ajoutée par %2.</translation>
    </message>
    <message>
        <source>“%1” was changed by %2 just now.</source>
        <translation>«&#xa0;%1&#xa0;» vient d’être modifiée par %2.</translation>
    </message>
    <message>
        <source>“%1” was revoked by %2 just now.</source>
        <translation>«&#xa0;%1&#xa0;» vient d’être révoquée par %2.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysModel</name>
    <message>
        <source>Label</source>
        <translation>Libellé</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Créée</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Créée par</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Dernière utilisation</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>Révoquer %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>%1, in the URL</source>
        <translation>%1, dans l’URL</translation>
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
        <translation>ID de l’entreprise</translation>
    </message>
    <message>
        <source>API address</source>
        <translation>Adresse de l’API</translation>
    </message>
    <message>
        <source>Loading the keys</source>
        <translation>Chargement des clés</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>These keys are not yours to manage</source>
        <translation>Vous ne pouvez pas gérer ces clés</translation>
    </message>
    <message>
        <source>The keys could not be loaded</source>
        <translation>Les clés n’ont pas pu être chargées</translation>
    </message>
    <message>
        <source>No API keys yet</source>
        <translation>Aucune clé API pour l’instant</translation>
    </message>
    <message>
        <source>Add a key for the first tool that is to exchange data with this platform.</source>
        <translation>Ajoutez une clé pour le premier outil qui échangera des données avec cette plateforme.</translation>
    </message>
    <message>
        <source>These keys may be out of date.</source>
        <translation>Ces clés ne sont peut-être plus à jour.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ApiKeysTable</name>
    <message>
        <source>API keys</source>
        <translation>Clés API</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys</source>
        <translation>
            <numerusform>Révoquer %n clé</numerusform>
            <numerusform>Révoquer %n clés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::Application</name>
    <message>
        <source>No browser could be opened. The documentation is at %1.</source>
        <translation>Aucun navigateur n’a pu être ouvert. La documentation se trouve à l’adresse %1.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>Your settings could not be written to %1. They last until Keydesk is closed. Make room on that disk, or allow yourself to write there.</source>
        <translation>Vos réglages n’ont pas pu être écrits dans %1. Ils ne dureront que jusqu’à la fermeture de Keydesk. Libérez de la place sur ce disque, ou donnez-vous le droit d’y écrire.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CertificatePanel</name>
    <message>
        <source>SHA-256 fingerprint of the certificate. Compare it with the one that the backend&apos;s administrator gives you.</source>
        <translation>Empreinte SHA-256 du certificat. Comparez-la avec celle que vous donne l’administrateur du serveur.</translation>
    </message>
    <message>
        <source>If your organisation has a certificate authority (CA) of its own, Keydesk can trust it for this connection.</source>
        <translation>Si votre organisation a sa propre autorité de certification (AC), Keydesk peut lui faire confiance pour cette connexion.</translation>
    </message>
    <message>
        <source>Use a private CA…</source>
        <translation>Utiliser une AC privée…</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint: %1</source>
        <translation>Empreinte SHA-256&#xa0;: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiée</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Fingerprint copied</source>
        <translation>Empreinte copiée</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Copier l’empreinte</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CheckPanel</name>
    <message>
        <source>Paste what you saved</source>
        <translation>Coller ce qui a été enregistré</translation>
    </message>
    <message>
        <source>✓ What you saved is the key.</source>
        <translation>✓ C’est bien la clé qui a été enregistrée.</translation>
    </message>
    <message>
        <source>It is cut short: %1 of %2 characters are there, the last ones are missing.</source>
        <translation>C’est tronqué : %1 caractères sur %2 sont là, les derniers manquent.</translation>
    </message>
    <message>
        <source>It is cut short: %1 of %2 characters are there, the first ones are missing.</source>
        <translation>C’est tronqué : %1 caractères sur %2 sont là, les premiers manquent.</translation>
    </message>
    <message>
        <source>It holds the key, with something before or after it.</source>
        <translation>La clé s’y trouve, avec quelque chose avant ou après.</translation>
    </message>
    <message>
        <source>It is another key, not this one.</source>
        <translation>C’est une autre clé, pas celle-ci.</translation>
    </message>
    <message>
        <source>It is not the key. Copy the key again, and save that.</source>
        <translation>Ce n’est pas la clé. Copiez la clé à nouveau et enregistrez cela.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ClipboardNotice</name>
    <message>
        <source>The clipboard has been cleared.</source>
        <translation>Le presse-papiers a été vidé.</translation>
    </message>
    <message>
        <source>Clear now</source>
        <translation>Vider maintenant</translation>
    </message>
    <message>
        <source>The clipboard holds the key. It is cleared in %1 s.</source>
        <translation>La clé est dans le presse-papiers, qui sera vidé dans %1 s.</translation>
    </message>
    <message>
        <source>The clipboard holds the key.</source>
        <translation>Le presse-papiers contient la clé.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CommandRow</name>
    <message>
        <source>Copy this command</source>
        <translation>Copier cette commande</translation>
    </message>
    <message>
        <source>Copy the command “%1”</source>
        <translation>Copier la commande « %1 »</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionDialog</name>
    <message>
        <source>Add connection</source>
        <translation>Ajouter une connexion</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Address of the backend</source>
        <translation>Adresse du serveur</translation>
    </message>
    <message>
        <source>https is required: passwords and keys never travel unencrypted.</source>
        <translation>https est obligatoire&#xa0;: les mots de passe et les clés ne circulent jamais sans chiffrement.</translation>
    </message>
    <message>
        <source>Remove the private CA</source>
        <translation>Retirer l’AC privée</translation>
    </message>
    <message>
        <source>Private CA: %1</source>
        <translation>AC privée&#xa0;: %1</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Ajout…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionNameField</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>Caractères&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Shown on this computer only</source>
        <translation>Visible sur cet ordinateur uniquement</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>Un nom a au plus %n caractère.</numerusform>
            <numerusform>Un nom a au plus %n caractères.</numerusform>
        </translation>
    </message>
    <message>
        <source>A name is one line, without tabs or other control characters.</source>
        <translation>Un nom tient sur une ligne, sans tabulation ni autre caractère de contrôle.</translation>
    </message>
    <message>
        <source>It holds invisible characters that change the direction of the text.</source>
        <translation>Il contient des caractères invisibles qui changent le sens du texte.</translation>
    </message>
    <message>
        <source>It holds a broken character.</source>
        <translation>Il contient un caractère incorrect.</translation>
    </message>
    <message>
        <source>A name needs at least one character to be seen.</source>
        <translation>Un nom doit avoir au moins un caractère visible.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionText</name>
    <message>
        <source>The backend on this computer. It runs while Keydesk is open.</source>
        <translation>Le serveur de cet ordinateur. Il fonctionne tant que Keydesk est ouvert.</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>démarre</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marche</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>se connecte</translation>
    </message>
    <message>
        <source>online</source>
        <translation>en ligne</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>hors ligne</translation>
    </message>
    <message>
        <source>The list is from %1.</source>
        <translation>La liste date du %1.</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>session fermée</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionsController</name>
    <message>
        <source>Type the address of the backend.</source>
        <translation>Saisissez l’adresse du serveur.</translation>
    </message>
    <message>
        <source>The address must begin with https://: over http:// anybody on the way could read your passwords and keys.</source>
        <translation>L’adresse doit commencer par https://&#xa0;: avec http://, n’importe qui sur le trajet pourrait lire vos mots de passe et vos clés.</translation>
    </message>
    <message>
        <source>Leave the user name and password out of the address. You sign in later.</source>
        <translation>Retirez le nom d’utilisateur et le mot de passe de l’adresse. Vous vous identifierez plus tard.</translation>
    </message>
    <message>
        <source>This is not the address of a backend. An address looks like keys.example.org.</source>
        <translation>Ce n’est pas l’adresse d’un serveur. Une adresse ressemble à keys.example.org.</translation>
    </message>
    <message>
        <source>The list of connections could not be written to the disk. What you changed lasts until Keydesk is closed.</source>
        <translation>La liste des connexions n’a pas pu être écrite sur le disque. Vos modifications ne dureront que jusqu’à la fermeture de Keydesk.</translation>
    </message>
    <message>
        <source>Some of your connections could not be read from the disk (%1). Add those that are missing again.</source>
        <translation>Certaines de vos connexions n’ont pas pu être lues sur le disque (%1). Ajoutez de nouveau celles qui manquent.</translation>
    </message>
    <message>
        <source>This backend is there already, as “%1”.</source>
        <translation>Ce serveur est déjà là, sous le nom «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Use a private CA</source>
        <translation>Utiliser une autorité de certification (AC) privée</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Certificats (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Signed out of “%1”.</source>
        <translation>Votre session sur «&#xa0;%1&#xa0;» est fermée.</translation>
    </message>
    <message>
        <source>You are signed out of “%1” on this computer. The backend could not be told: %2</source>
        <translation>Votre session sur «&#xa0;%1&#xa0;» est fermée sur cet ordinateur. Le serveur n’en a pas été informé&#xa0;: %2</translation>
    </message>
    <message>
        <source>“%1” is trusted for “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» est désormais une autorité de confiance pour «&#xa0;%2&#xa0;».</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::CopyableValue</name>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>%1 copied</source>
        <translation>%1&#xa0;: copié</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Copier %1</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::HiddenSecret</name>
    <message>
        <source>API key</source>
        <translation>Clé API</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Masquer la clé</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Afficher la clé</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::KeyImpact</name>
    <message>
        <source>last call, from %1</source>
        <translation>dernier appel, depuis %1</translation>
    </message>
    <message>
        <source>last call</source>
        <translation>dernier appel</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>jamais utilisée</translation>
    </message>
    <message>
        <source>calls in 24 hours</source>
        <translation>appels en 24 heures</translation>
    </message>
    <message>
        <source>header</source>
        <translation>en-tête</translation>
    </message>
    <message>
        <source>in the URL</source>
        <translation>dans l’URL</translation>
    </message>
    <message>
        <source>token</source>
        <translation>jeton</translation>
    </message>
    <message>
        <source>how the key is sent</source>
        <translation>mode d’envoi de la clé</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::KeychainNotice</name>
    <message>
        <source>Stay signed in until Keydesk is closed</source>
        <translation>Garder la session jusqu’à la fermeture de Keydesk</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>A sign-in is kept in the keychain of this computer and nowhere else. Without it you sign in again each time Keydesk is started.</source>
        <translation>Une identification est conservée dans le trousseau de cet ordinateur et nulle part ailleurs. Sans lui, vous devez vous identifier à chaque démarrage de Keydesk.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::KeysImpact</name>
    <message>
        <source>never used</source>
        <translation>jamais utilisée</translation>
    </message>
    <message>
        <source>Keys to revoke</source>
        <translation>Clés à révoquer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>used in the last 24 hours</source>
        <translation>utilisées ces dernières 24 heures</translation>
    </message>
    <message>
        <source>calls in 24 hours</source>
        <translation>appels en 24 heures</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LabelDialog</name>
    <message>
        <source>Add API key</source>
        <translation>Ajouter une clé API</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Name the integration that will use it. You will find the key by this label when you have to revoke it.</source>
        <translation>Nommez l’intégration qui l’utilisera. Ce libellé vous permettra de retrouver la clé le jour où il faudra la révoquer.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>Création…</translation>
    </message>
    <message>
        <source>C&amp;reate</source>
        <translation>C&amp;réer</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>Caractères&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Tip: one key for each integration</source>
        <translation>Conseil&#xa0;: une clé par intégration</translation>
    </message>
    <message>
        <source>“%1” is already used by another key.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà le libellé d’une autre clé.</translation>
    </message>
    <message>
        <source>A label needs at least one character to be seen.</source>
        <translation>Un libellé doit avoir au moins un caractère visible.</translation>
    </message>
    <message numerus="yes">
        <source>A label has at most %n characters.</source>
        <translation>
            <numerusform>Un libellé a au plus %n caractère.</numerusform>
            <numerusform>Un libellé a au plus %n caractères.</numerusform>
        </translation>
    </message>
    <message>
        <source>A label is one line, without tabs or other control characters.</source>
        <translation>Un libellé tient sur une ligne, sans tabulation ni autre caractère de contrôle.</translation>
    </message>
    <message>
        <source>It holds invisible characters that change the direction of the text.</source>
        <translation>Il contient des caractères invisibles qui changent le sens du texte.</translation>
    </message>
    <message>
        <source>It holds a broken character.</source>
        <translation>Il contient un caractère incorrect.</translation>
    </message>
    <message>
        <source>Rename key</source>
        <translation>Renommer la clé</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Renommer</translation>
    </message>
    <message>
        <source>Renaming…</source>
        <translation>Changement de nom…</translation>
    </message>
    <message>
        <source>Only its label changes. The key stays the same, and so does every integration that uses it.</source>
        <translation>Seul son libellé change. La clé reste la même, et les intégrations qui l’utilisent continuent de fonctionner.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LockController</name>
    <message>
        <source>Keydesk was locked by somebody else. Sign in as the same person, or unlock it with the keychain.</source>
        <translation>Keydesk a été verrouillé par quelqu&apos;un d&apos;autre. Connectez-vous comme la même personne, ou déverrouillez-le avec le trousseau.</translation>
    </message>
    <message>
        <source>The keychain was not unlocked. Try again with its password.</source>
        <translation>Le trousseau n&apos;a pas été déverrouillé. Réessayez avec son mot de passe.</translation>
    </message>
    <message>
        <source>The keychain does not answer. It may be waiting for its password in another window; then try again.</source>
        <translation>Le trousseau ne répond pas. Il attend peut-être son mot de passe dans une autre fenêtre ; réessayez ensuite.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain does not work, so it cannot say who you are. Start it and try again, or sign in to a backend.</source>
        <translation>Le trousseau du bureau ne fonctionne pas et ne peut pas dire qui vous êtes. Démarrez-le et réessayez, ou connectez-vous à un serveur.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LockPage</name>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Déverrouiller</translation>
    </message>
    <message>
        <source>Keydesk is locked</source>
        <translation>Keydesk est verrouillé</translation>
    </message>
    <message>
        <source>Sign in to “%1” instead</source>
        <translation>Se connecter plutôt à « %1 »</translation>
    </message>
    <message>
        <source>The keychain asks for its password in another window.</source>
        <translation>Le trousseau demande son mot de passe dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>Unlock it with the password of this computer&apos;s keychain. What was open is there again then.</source>
        <translation>Déverrouillez-le avec le mot de passe du trousseau de cet ordinateur. Ce qui était ouvert sera de nouveau là.</translation>
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
        <translation>Fermer ce message</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PageFooter</name>
    <message>
        <source>&amp;Add API key</source>
        <translation>&amp;Ajouter une clé API</translation>
    </message>
    <message>
        <source>Keys used</source>
        <translation>Clés utilisées</translation>
    </message>
    <message numerus="yes">
        <source>All %n keys are in use. Revoke one that is no longer needed to add another.</source>
        <translation>
            <numerusform>%n clé est utilisée. Révoquez-la si elle ne sert plus pour en ajouter une autre.</numerusform>
            <numerusform>Les %n clés sont utilisées. Révoquez-en une qui ne sert plus pour en ajouter une autre.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 keys used</source>
        <translation>Clés utilisées&#xa0;: %1 sur %2</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys</source>
        <translation>
            <numerusform>Révoquer %n clé</numerusform>
            <numerusform>Révoquer %n clés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys selected</source>
        <translation>
            <numerusform>%n clé sélectionnée</numerusform>
            <numerusform>%n clés sélectionnées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PasswordEdit</name>
    <message>
        <source>Paste</source>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PasswordField</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>Verr. Maj. est activé</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Masquer</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Masquer le mot de passe</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Afficher le mot de passe</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PlatformHomePage</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Paramètres de %1</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PlatformSidebar</name>
    <message>
        <source>Platforms</source>
        <translation>Plateformes</translation>
    </message>
    <message>
        <source>Add connection</source>
        <translation>Ajouter une connexion</translation>
    </message>
    <message>
        <source>Search platforms</source>
        <translation>Rechercher une plateforme</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>No platform is called “%1”.</source>
        <translation>Aucune plateforme ne s’appelle «&#xa0;%1&#xa0;».</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ProblemText</name>
    <message>
        <source>The backend cannot be reached.</source>
        <translation>Le serveur est injoignable.</translation>
    </message>
    <message>
        <source>The backend did not answer in time.</source>
        <translation>Le serveur n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>What answered is not a backend that this version of Keydesk understands (%1).</source>
        <translation>Ce qui a répondu n’est pas un serveur que cette version de Keydesk comprend (%1).</translation>
    </message>
    <message>
        <source>The backend is not ready. Try again in a moment.</source>
        <translation>Le serveur n’est pas prêt. Réessayez dans un instant.</translation>
    </message>
    <message numerus="yes">
        <source>Too many requests. Try again in %n second(s).</source>
        <translation>
            <numerusform>Trop de demandes. Réessayez dans %n seconde.</numerusform>
            <numerusform>Trop de demandes. Réessayez dans %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many requests. Try again in a moment.</source>
        <translation>Trop de demandes. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The backend had an internal error. Its log says more.</source>
        <translation>Le serveur a rencontré une erreur interne. Son journal en dit plus.</translation>
    </message>
    <message>
        <source>You are no longer signed in.</source>
        <translation>Votre session a pris fin.</translation>
    </message>
    <message>
        <source>Only the owners and administrators of a platform can manage its API keys.</source>
        <translation>Seuls les propriétaires et les administrateurs d’une plateforme peuvent gérer ses clés API.</translation>
    </message>
    <message>
        <source>It is no longer there, or you are no longer a member of this platform.</source>
        <translation>Elle n’existe plus, ou vous n’êtes plus membre de cette plateforme.</translation>
    </message>
    <message numerus="yes">
        <source>All %n keys are in use. Revoke one that is no longer needed, then try again.</source>
        <translation>
            <numerusform>%n clé est utilisée. Révoquez-la si elle ne sert plus, puis réessayez.</numerusform>
            <numerusform>Les %n clés sont utilisées. Révoquez-en une qui ne sert plus, puis réessayez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another key of this platform already has this label. Choose another one.</source>
        <translation>Une autre clé de cette plateforme porte déjà ce libellé. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>The backend does not accept this label. Choose another one.</source>
        <translation>Le serveur n’accepte pas ce libellé. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>This key was created before and can no longer be shown. Revoke it and add another one.</source>
        <translation>Cette clé a déjà été créée et ne peut plus être affichée. Révoquez-la et ajoutez-en une autre.</translation>
    </message>
    <message>
        <source>The backend refused the request (%1).</source>
        <translation>Le serveur a refusé la demande (%1).</translation>
    </message>
    <message>
        <source>The sign-in service cannot be reached. Try again in a moment.</source>
        <translation>Le service d’identification est injoignable. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The sign-in service does not answer as it should (%1). Tell its administrator.</source>
        <translation>Le service d’identification ne répond pas comme il le devrait (%1). Prévenez son administrateur.</translation>
    </message>
    <message>
        <source>The sign-in was refused in the browser (%1).</source>
        <translation>L’identification a été refusée dans le navigateur (%1).</translation>
    </message>
    <message>
        <source>The browser did not come back in time. Sign in again.</source>
        <translation>Le navigateur n’est pas revenu à temps. Identifiez-vous de nouveau.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled.</source>
        <translation>L’identification a été annulée.</translation>
    </message>
    <message>
        <source>No server with this name was found. Check its address, and that this computer is online.</source>
        <translation>Aucun serveur de ce nom n’a été trouvé. Vérifiez son adresse, et que cet ordinateur est en ligne.</translation>
    </message>
    <message>
        <source>The backend could not prove who it is, so nothing was sent to it (%1). Ask its administrator whether it uses a private certificate authority (CA).</source>
        <translation>Le serveur n’a pas pu prouver son identité, rien ne lui a donc été envoyé (%1). Demandez à son administrateur s’il utilise une autorité de certification (AC) privée.</translation>
    </message>
    <message>
        <source>This file has no certificate in it that could be read (%1). Choose one in PEM or DER format.</source>
        <translation>Ce fichier ne contient aucun certificat lisible (%1). Choisissez-en un au format PEM ou DER.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk could not be read or written (%1). Check its free space and permissions.</source>
        <translation>Le disque de cet ordinateur n’a pas pu être lu ou écrit (%1). Vérifiez l’espace libre et les droits.</translation>
    </message>
    <message>
        <source>The backend redirects to another address (%1), which Keydesk did not follow. If it has moved there, add a connection with that address.</source>
        <translation>Le serveur redirige vers une autre adresse (%1), que Keydesk n’a pas suivie. S’il y a été déplacé, ajoutez une connexion avec cette adresse.</translation>
    </message>
    <message>
        <source>The backend has version %1, with which this version of Keydesk does not work. Update the older one of the two.</source>
        <translation>Le serveur est en version %1, avec laquelle cette version de Keydesk ne fonctionne pas. Mettez à jour le plus ancien des deux.</translation>
    </message>
    <message>
        <source>This desktop has no keychain in which Keydesk could keep your sign-in. Start or install one, such as GNOME Keyring or KWallet.</source>
        <translation>Ce bureau n’a pas de trousseau dans lequel Keydesk pourrait conserver votre identification. Démarrez-en ou installez-en un, par exemple GNOME Keyring ou KWallet.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain is locked, and your sign-in is kept in it. Unlock it and try again.</source>
        <translation>Le trousseau du bureau est verrouillé, et votre identification y est conservée. Déverrouillez-le et réessayez.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain does not answer. It may be waiting for its password in another window.</source>
        <translation>Le trousseau du bureau ne répond pas. Il attend peut-être son mot de passe dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>Your sign-in is not in the desktop&apos;s keychain. Sign in again.</source>
        <translation>Votre identification n’est pas dans le trousseau du bureau. Identifiez-vous de nouveau.</translation>
    </message>
    <message>
        <source>The sign-in took too long. Sign in again.</source>
        <translation>L’identification a pris trop de temps. Identifiez-vous de nouveau.</translation>
    </message>
    <message>
        <source>Your organisation has not verified your e-mail address. Ask whoever looks after its sign-in.</source>
        <translation>Votre organisation n’a pas vérifié votre adresse e-mail. Adressez-vous à l’administrateur de son service d’identification.</translation>
    </message>
    <message>
        <source>Your organisation signed you in, but you are not a member of any platform on this backend. Ask an owner of the platform.</source>
        <translation>Votre organisation vous a identifié, mais vous n’êtes membre d’aucune plateforme sur ce serveur. Adressez-vous à un propriétaire de la plateforme.</translation>
    </message>
    <message>
        <source>The backend does not accept the sign-in. Ask its administrator.</source>
        <translation>Le serveur n’accepte pas l’identification. Adressez-vous à son administrateur.</translation>
    </message>
    <message>
        <source>This e-mail address and password do not belong together. Check both and try again.</source>
        <translation>Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez.</translation>
    </message>
    <message>
        <source>The backend offers no sign-in that this version of Keydesk knows. Ask its administrator.</source>
        <translation>Le serveur ne propose aucune identification que cette version de Keydesk connaisse. Adressez-vous à son administrateur.</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another one.</source>
        <translation>Un fichier de ce nom existe déjà. Choisissez-en un autre.</translation>
    </message>
    <message>
        <source>Others could read a file there, so none was written. Choose a folder on a disk that keeps permissions.</source>
        <translation>D&apos;autres pourraient lire un fichier à cet endroit, aucun n&apos;a donc été écrit. Choisissez un dossier sur un disque qui gère les droits d&apos;accès.</translation>
    </message>
    <message>
        <source>The file could not be written (%1). Choose another folder.</source>
        <translation>Le fichier n&apos;a pas pu être écrit (%1). Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Somebody else has just changed this key, so nothing was done. See what it is now, and decide again.</source>
        <translation>Quelqu’un d’autre vient de modifier cette clé : rien n’a été fait. Regardez ce qu’elle est devenue, puis décidez à nouveau.</translation>
    </message>
    <message>
        <source>The sign-in service could not prove who it is, so nothing was sent to it (%1). Ask its administrator whether it uses a private certificate authority (CA) that this connection does not have.</source>
        <translation>Le service de connexion n’a pas pu prouver son identité : rien ne lui a été envoyé (%1). Demandez à son administrateur s’il utilise une autorité de certification (CA) privée que cette connexion n’a pas.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PurposeLine</name>
    <message>
        <source>Keys let your tools exchange data with this platform.</source>
        <translation>Les clés permettent à vos outils d’échanger des données avec cette plateforme.</translation>
    </message>
    <message>
        <source>API documentation</source>
        <translation>Documentation de l’API</translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation>S’ouvre dans le navigateur</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RelativeTime</name>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>il y a 1 minute</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>il y a %n minute</numerusform>
            <numerusform>il y a %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>il y a 1 heure</translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>il y a %n heure</numerusform>
            <numerusform>il y a %n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>hier</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>il y a %n jour</numerusform>
            <numerusform>il y a %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 minute</source>
        <translation>dans 1 minute</translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>dans %n minute</numerusform>
            <numerusform>dans %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation>dans 1 heure</translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>dans %n heure</numerusform>
            <numerusform>dans %n heures</numerusform>
        </translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>demain</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>dans %n jour</numerusform>
            <numerusform>dans %n jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RemoveConnectionDialog</name>
    <message>
        <source>Remove “%1”?</source>
        <translation>Supprimer «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>The saved sign-in and the cached lists of this connection are deleted from this computer.</source>
        <translation>L’identification enregistrée et les listes en cache de cette connexion sont effacées de cet ordinateur.</translation>
    </message>
    <message>
        <source>The API keys on %1 stay there and keep working.</source>
        <translation>Les clés API de %1 y restent et continuent de fonctionner.</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Suppression…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RenameConnectionDialog</name>
    <message>
        <source>Rename connection</source>
        <translation>Renommer la connexion</translation>
    </message>
    <message>
        <source>Renaming…</source>
        <translation>Changement de nom…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RenameFlow</name>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>« %1 » s’appelle maintenant « %2 ».</translation>
    </message>
    <message>
        <source>It is not certain that the label was changed. %1</source>
        <translation>Il n’est pas certain que le libellé ait été modifié. %1</translation>
    </message>
    <message>
        <source>It is not certain whether “%1” has another label now. %2</source>
        <translation>Il n’est pas certain que « %1 » ait maintenant un autre libellé. %2</translation>
    </message>
    <message>
        <source>Meanwhile this key got the label “%1”. Yours is not saved.</source>
        <translation>Entre-temps, cette clé a reçu le libellé « %1 ». Le vôtre n’est pas enregistré.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevealDialog</name>
    <message>
        <source>Copy your API key now</source>
        <translation>Copiez votre clé API maintenant</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>This is the only time it is shown. Nobody can retrieve it later, Keydesk included.</source>
        <translation>Elle n’est affichée qu’une seule fois. Personne ne pourra la retrouver ensuite, pas même Keydesk.</translation>
    </message>
    <message>
        <source>✓ Copied. Paste it somewhere safe now.</source>
        <translation>✓ Copiée. Collez-la maintenant en lieu sûr.</translation>
    </message>
    <message>
        <source>Close without copying</source>
        <translation>Fermer sans copier</translation>
    </message>
    <message>
        <source>Check &amp;it</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <source>Paste back what you saved, to see whether it is the whole key</source>
        <translation>Collez ce que vous avez enregistré pour voir si c’est la clé entière</translation>
    </message>
    <message>
        <source>The clipboard has been cleared.</source>
        <translation>Le presse-papiers a été vidé.</translation>
    </message>
    <message>
        <source>Something else has been copied since.</source>
        <translation>Autre chose a été copié depuis.</translation>
    </message>
    <message>
        <source>✓ Copied. The clipboard is cleared in %1 s.</source>
        <translation>✓ Copiée. Le presse-papiers sera vidé dans %1 s.</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>&amp;Essayer</translation>
    </message>
    <message>
        <source>Make one call with the key, and show how to make it from a shell</source>
        <translation>Faire un appel avec la clé et montrer comment le faire depuis un shell</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>Put the key into the keychain, or into a file for an integration</source>
        <translation>Mettre la clé dans le trousseau ou dans un fichier pour une intégration</translation>
    </message>
    <message>
        <source>In the &amp;keychain</source>
        <translation>Dans le &amp;trousseau</translation>
    </message>
    <message>
        <source>In a &amp;file for an integration…</source>
        <translation>Dans un &amp;fichier pour une intégration…</translation>
    </message>
    <message>
        <source>Keep this window out of screen captures</source>
        <translation>Exclure cette fenêtre des captures d&apos;écran</translation>
    </message>
    <message>
        <source>You have not copied or saved this key. Once this is closed, nobody can retrieve it.</source>
        <translation>Vous n&apos;avez ni copié ni enregistré cette clé. Une fois fermée, personne ne pourra la récupérer.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevealFlow</name>
    <message>
        <source>The backend refuses the key: it may have been revoked meanwhile.</source>
        <translation>Le serveur refuse la clé : elle a peut-être été révoquée entre-temps.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokeButton</name>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>Révoquer %1</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokeDialog</name>
    <message>
        <source>Revoke “%1”?</source>
        <translation>Révoquer «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Every integration that uses this key stops working at once. It is permanently deleted and cannot be retrieved.</source>
        <translation>Toute intégration qui utilise cette clé cesse aussitôt de fonctionner. Elle est supprimée définitivement et ne peut pas être récupérée.</translation>
    </message>
    <message>
        <source>Revoking…</source>
        <translation>Révocation…</translation>
    </message>
    <message>
        <source>Yes, revoke</source>
        <translation>Oui, révoquer</translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys?</source>
        <translation>
            <numerusform>Révoquer %n clé ?</numerusform>
            <numerusform>Révoquer %n clés ?</numerusform>
        </translation>
    </message>
    <message>
        <source>Every integration that uses one of these keys stops working at once. They are permanently deleted and cannot be retrieved.</source>
        <translation>Toutes les intégrations qui utilisent l’une de ces clés cessent immédiatement de fonctionner. Elles sont définitivement supprimées et ne peuvent pas être récupérées.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokedText</name>
    <message>
        <source>“%1” is revoked. It is refused from now on.</source>
        <translation>«&#xa0;%1&#xa0;» est révoquée. Elle est refusée dès maintenant.</translation>
    </message>
    <message>
        <source>“%1” had already been revoked.</source>
        <translation>«&#xa0;%1&#xa0;» avait déjà été révoquée.</translation>
    </message>
    <message numerus="yes">
        <source>%n keys are revoked. They are refused from now on.</source>
        <translation>
            <numerusform>%n clé est révoquée. Elle est refusée dès maintenant.</numerusform>
            <numerusform>%n clés sont révoquées. Elles sont refusées dès maintenant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them had been revoked before.</source>
        <translation>
            <numerusform>%n d’entre elles avait déjà été révoquée.</numerusform>
            <numerusform>%n d’entre elles avaient déjà été révoquées.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not certain that “%1” was revoked. %2</source>
        <translation>Il n’est pas certain que «&#xa0;%1&#xa0;» ait été révoquée. %2</translation>
    </message>
    <message>
        <source>“%1” was not revoked and still works. %2</source>
        <translation>«&#xa0;%1&#xa0;» n’a pas été révoquée et fonctionne toujours. %2</translation>
    </message>
    <message numerus="yes">
        <source>It is not certain that the %n keys were revoked. %1</source>
        <translation>
            <numerusform>Il n’est pas certain que la clé ait été révoquée. %1</numerusform>
            <numerusform>Il n’est pas certain que les %n clés aient été révoquées. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n keys were not revoked and still work. %1</source>
        <translation>
            <numerusform>La clé n’a pas été révoquée et fonctionne toujours. %1</numerusform>
            <numerusform>Les %n clés n’ont pas été révoquées et fonctionnent toujours. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SaveFlow</name>
    <message>
        <source>Waiting for the keychain. It may ask for its password in another window.</source>
        <translation>En attente du trousseau. Il demande peut-être son mot de passe dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>The key is in the keychain.</source>
        <translation>La clé est dans le trousseau.</translation>
    </message>
    <message>
        <source>Save the key in a file</source>
        <translation>Enregistrer la clé dans un fichier</translation>
    </message>
    <message>
        <source>Environment file (*.env)</source>
        <translation>Fichier d&apos;environnement (*.env)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>%1 is in a git work tree (%2). From there a key easily gets into the repository, and to everybody who has a copy of it.</source>
        <translation>%1 est dans un répertoire de travail git (%2). De là, une clé arrive facilement dans le dépôt, et chez tous ceux qui en ont une copie.</translation>
    </message>
    <message>
        <source>Save there anyway</source>
        <translation>Enregistrer là quand même</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Écriture du fichier…</translation>
    </message>
    <message>
        <source>The key is in %1, which only you can read.</source>
        <translation>La clé est dans %1, que vous seul pouvez lire.</translation>
    </message>
    <message>
        <source>%1 is there already. What is in it would be lost.</source>
        <translation>%1 existe déjà. Son contenu serait perdu.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Le remplacer</translation>
    </message>
    <message>
        <source>This desktop has no keychain that works. Start or install one, such as GNOME Keyring or KWallet, or save the key in a file.</source>
        <translation>Ce bureau n&apos;a pas de trousseau qui fonctionne. Démarrez-en ou installez-en un, comme GNOME Keyring ou KWallet, ou enregistrez la clé dans un fichier.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain is locked. Unlock it and try again.</source>
        <translation>Le trousseau du bureau est verrouillé. Déverrouillez-le et réessayez.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain does not answer, so the key may or may not be in it. Look for its password prompt in another window, then save it once more.</source>
        <translation>Le trousseau du bureau ne répond pas ; la clé y est peut-être, ou pas. Cherchez sa demande de mot de passe dans une autre fenêtre, puis enregistrez encore une fois.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SavePanel</name>
    <message>
        <source>Read it back</source>
        <translation>Pour la relire</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Autre fichier…</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecretField</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecurityController</name>
    <message>
        <source>Keydesk was not locked, as nothing could unlock it again: there is no keychain on this desktop that works, and you are not signed in to a backend. Start a keychain such as GNOME Keyring, or sign in.</source>
        <translation>Keydesk n&apos;a pas été verrouillé, car rien ne pourrait le déverrouiller : ce bureau n&apos;a pas de trousseau qui fonctionne, et vous n&apos;êtes connecté à aucun serveur. Démarrez un trousseau comme GNOME Keyring, ou connectez-vous.</translation>
    </message>
    <message>
        <source>Keydesk was not locked, as nothing could unlock it again: the keychain is locked itself, and you are not signed in to a backend. Unlock the keychain, or sign in.</source>
        <translation>Keydesk n&apos;a pas été verrouillé, car rien ne pourrait le déverrouiller : le trousseau est lui-même verrouillé, et vous n&apos;êtes connecté à aucun serveur. Déverrouillez le trousseau, ou connectez-vous.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecurityPage</name>
    <message numerus="yes">
        <source>After %n seconds</source>
        <translation>
            <numerusform>Après %n seconde</numerusform>
            <numerusform>Après %n secondes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %n minutes</source>
        <translation>
            <numerusform>Après %n minute</numerusform>
            <numerusform>Après %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock Keydesk with this session, and before the computer sleeps</source>
        <translation>Verrouiller Keydesk avec cette session, et avant la mise en veille</translation>
    </message>
    <message>
        <source>Keep new keys out of screen captures</source>
        <translation>Exclure les nouvelles clés des captures d&apos;écran</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Verrouiller maintenant</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sécurité</translation>
    </message>
    <message>
        <source>How Keydesk treats keys on this computer. A change counts at once.</source>
        <translation>Comment Keydesk traite les clés sur cet ordinateur. Un changement compte aussitôt.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>Take a copied key off the clipboard</source>
        <translation>Retirer une clé copiée du presse-papiers</translation>
    </message>
    <message>
        <source>Until then every program can read it there. What was copied after it is left alone.</source>
        <translation>D&apos;ici là, tout programme peut l&apos;y lire. Ce qui a été copié après elle reste.</translation>
    </message>
    <message>
        <source>Lock Keydesk when it is not used</source>
        <translation>Verrouiller Keydesk quand il ne sert pas</translation>
    </message>
    <message>
        <source>Covers the window and every dialog until you unlock it with the keychain&apos;s password or sign in. Nothing is lost by it.</source>
        <translation>Couvre la fenêtre et tous les dialogues jusqu&apos;à ce que vous le déverrouilliez avec le mot de passe du trousseau ou en vous connectant. Rien n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Whoever unlocks the computer then still has to unlock Keydesk. In any case a copied key is taken off the clipboard, and a shown one is hidden.</source>
        <translation>Qui déverrouille l&apos;ordinateur doit alors encore déverrouiller Keydesk. Dans tous les cas, une clé copiée est retirée du presse-papiers et une clé affichée est masquée.</translation>
    </message>
    <message>
        <source>On the screen</source>
        <translation>À l&apos;écran</translation>
    </message>
    <message>
        <source>Screenshots, recordings and shared screens show nothing of the dialog with a new key.</source>
        <translation>Les captures, les enregistrements et les écrans partagés ne montrent rien du dialogue d&apos;une nouvelle clé.</translation>
    </message>
    <message>
        <source>This system gives programs no way to do that. A new key is hidden until you show it, so share your screen with it hidden.</source>
        <translation>Ce système n&apos;en donne pas le moyen aux programmes. Une nouvelle clé est masquée jusqu&apos;à ce que vous l&apos;affichiez ; ne partagez donc l&apos;écran que tant qu&apos;elle l&apos;est.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SettingsSidebar</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ShellController</name>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>The backend on this computer is starting.</source>
        <translation>Le serveur de cet ordinateur démarre.</translation>
    </message>
    <message>
        <source>The backend on this computer did not start</source>
        <translation>Le serveur de cet ordinateur n’a pas démarré</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>The platforms could not be loaded</source>
        <translation>Les plateformes n’ont pas pu être chargées</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>No platforms</source>
        <translation>Aucune plateforme</translation>
    </message>
    <message>
        <source>You are not a member of a platform on this backend.</source>
        <translation>Vous n’êtes membre d’aucune plateforme sur ce serveur.</translation>
    </message>
    <message>
        <source>You can manage this platform&apos;s API keys: Settings, then API. Keys and data are kept by the backend on this computer.</source>
        <translation>Vous pouvez gérer les clés API de cette plateforme&#xa0;: Paramètres, puis API. Les clés et les données sont conservées par le serveur de cet ordinateur.</translation>
    </message>
    <message>
        <source> It said: %1</source>
        <translation> Il a indiqué&#xa0;: %1</translation>
    </message>
    <message>
        <source>Keys that were added before are safe in %1.</source>
        <translation>Les clés déjà ajoutées sont en sécurité dans %1.</translation>
    </message>
    <message>
        <source>The backend on this computer has stopped. Your keys are kept on disk, but until it runs again nothing can be changed and integrations are not served.</source>
        <translation>Le serveur de cet ordinateur s’est arrêté. Vos clés sont conservées sur le disque, mais tant qu’il ne fonctionne pas, rien ne peut être modifié et les intégrations ne sont pas servies.</translation>
    </message>
    <message>
        <source>The backend on this computer did not start.</source>
        <translation>Le serveur de cet ordinateur n’a pas démarré.</translation>
    </message>
    <message>
        <source>You can manage this platform&apos;s API keys: Settings, then API. Keys and data are kept by the backend %1.</source>
        <translation>Vous pouvez gérer les clés API de cette plateforme&#xa0;: Paramètres, puis API. Les clés et les données sont conservées par le serveur %1.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SidebarItem</name>
    <message>
        <source>Selected</source>
        <translation>Sélectionné</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SidebarList</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>Plateformes</translation>
    </message>
    <message>
        <source>Manage this connection</source>
        <translation>Gérer cette connexion</translation>
    </message>
    <message>
        <source>Manage %1</source>
        <translation>Gérer %1</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Paramètres de %1</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>Retirer des favoris</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>Ajouter aux favoris</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renommer…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Fermer la session</translation>
    </message>
    <message>
        <source>Certificate authority…</source>
        <translation>Autorité de certification…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Supprimer…</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SidebarModel</name>
    <message>
        <source>Selected</source>
        <translation>Sélectionné</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favori</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SignInDialog</name>
    <message>
        <source>Sign in to %1</source>
        <translation>S’identifier sur %1</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>Rouvrir le navigateur</translation>
    </message>
    <message>
        <source>Use the password instead</source>
        <translation>Utiliser plutôt le mot de passe</translation>
    </message>
    <message>
        <source>Continue in the browser</source>
        <translation>Continuer dans le navigateur</translation>
    </message>
    <message>
        <source>You sign in on the page of your organisation. Keydesk does not see what you type there.</source>
        <translation>Vous vous identifiez sur la page de votre organisation. Keydesk ne voit pas ce que vous y saisissez.</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Waiting for the browser. Sign in there and come back.</source>
        <translation>En attente du navigateur. Identifiez-vous là-bas, puis revenez.</translation>
    </message>
    <message>
        <source>Too many tries in a short time. What you typed is kept.</source>
        <translation>Trop de tentatives en peu de temps. Ce que vous avez saisi est conservé.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Identification…</translation>
    </message>
    <message>
        <source>Try again in %1 s</source>
        <translation>Réessayer dans %1&#xa0;s</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SignInFlow</name>
    <message>
        <source>No browser could be opened.</source>
        <translation>Aucun navigateur n’a pu être ouvert.</translation>
    </message>
    <message>
        <source>You are signed in to Keydesk. You can close this page.</source>
        <translation>Votre identification dans Keydesk a réussi. Vous pouvez fermer cette page.</translation>
    </message>
    <message>
        <source>The sign-in did not work. Go back to Keydesk.</source>
        <translation>L’identification n’a pas fonctionné. Revenez à Keydesk.</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SignedOutPage</name>
    <message>
        <source>Sign in to %1 to see the platforms whose API keys you manage.</source>
        <translation>Identifiez-vous sur %1 pour voir les plateformes dont vous gérez les clés API.</translation>
    </message>
    <message>
        <source>You are signed out of %1; its API keys keep working.</source>
        <translation>Votre session sur %1 est fermée&#xa0;; les clés API de ce serveur continuent de fonctionner.</translation>
    </message>
    <message>
        <source>The session on %1 has ended; its API keys keep working.</source>
        <translation>La session sur %1 a pris fin&#xa0;; les clés API de ce serveur continuent de fonctionner.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::TaskSheet</name>
    <message>
        <source>Waiting for an answer</source>
        <translation>En attente d’une réponse</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::TrialPanel</name>
    <message>
        <source>Read the key into the shell</source>
        <translation>Lire la clé dans le shell</translation>
    </message>
    <message>
        <source>Call with headers</source>
        <translation>Appel avec en-têtes</translation>
    </message>
    <message>
        <source>Get a token</source>
        <translation>Obtenir un jeton</translation>
    </message>
    <message>
        <source>Asking for the platform&apos;s users with the new key…</source>
        <translation>Les utilisateurs de la plateforme sont demandés avec la nouvelle clé…</translation>
    </message>
    <message>
        <source>The key works: the backend gave the platform&apos;s users (%1).</source>
        <translation>La clé fonctionne : le serveur a donné les utilisateurs de la plateforme (%1).</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::UnseenKeyDialog</name>
    <message>
        <source>A key that nobody has seen</source>
        <translation>Une clé que personne n’a vue</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Afficher la clé</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>Keydesk closed before the new key “%1” of %2 was put somewhere safe. It was created %3.</source>
        <translation>Keydesk s’est fermé avant que la nouvelle clé «&#xa0;%1&#xa0;» de %2 ait été mise en lieu sûr. Création&#xa0;: %3.</translation>
    </message>
    <message>
        <source>It can be shown for one day after it was created. If nobody needs it, revoke it.</source>
        <translation>Elle peut être affichée pendant un jour après sa création. Si personne n’en a besoin, révoquez-la.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::UnseenKeys</name>
    <message>
        <source>“%1” was not added. The backend had already created it, so it was revoked.</source>
        <translation>«&#xa0;%1&#xa0;» n’a pas été ajoutée. Le serveur l’avait déjà créée&#xa0;: elle a été révoquée.</translation>
    </message>
    <message>
        <source>“%1” is revoked. It is refused from now on.</source>
        <translation>«&#xa0;%1&#xa0;» est révoquée. Elle est refusée dès maintenant.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>cannot write to the data folder %1</source>
        <translation>impossible d’écrire dans le dossier de données %1</translation>
    </message>
    <message>
        <source>Keydesk is already running, but does not answer. End it and try again.</source>
        <translation>Keydesk est déjà lancé, mais ne répond pas. Fermez-le et réessayez.</translation>
    </message>
    <message>
        <source>Issues, copies and revokes API keys.</source>
        <translation>Crée, copie et révoque des clés API.</translation>
    </message>
</context>
</TS>
