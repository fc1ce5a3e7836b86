<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>keydesk::ui::ApiKeysController</name>
    <message>
        <source>%1 Create asks again for the same key: there will not be two.</source>
        <translation>%1 «&#xa0;Créer&#xa0;» redemande la même clé&#xa0;: il n’y en aura pas deux.</translation>
    </message>
    <message>
        <source>“%1” was not added. The backend had already created it, so it was revoked.</source>
        <translation>«&#xa0;%1&#xa0;» n’a pas été ajoutée. Le serveur l’avait déjà créée&#xa0;: elle a été révoquée.</translation>
    </message>
    <message>
        <source>“%1” was created although its answer was lost. Nobody has seen its key: revoke it.</source>
        <translation>«&#xa0;%1&#xa0;» a été créée bien que la réponse se soit perdue. Personne n’a vu cette clé&#xa0;: révoquez-la.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>“%1” is revoked. It is refused from now on.</source>
        <translation>«&#xa0;%1&#xa0;» est révoquée. Elle est refusée dès maintenant.</translation>
    </message>
    <message>
        <source>“%1” had already been revoked.</source>
        <translation>«&#xa0;%1&#xa0;» avait déjà été révoquée.</translation>
    </message>
    <message>
        <source>It is not certain that “%1” was revoked. %2</source>
        <translation>Il n’est pas certain que «&#xa0;%1&#xa0;» ait été révoquée. %2</translation>
    </message>
    <message>
        <source>“%1” was not revoked and still works. %2</source>
        <translation>«&#xa0;%1&#xa0;» n’a pas été révoquée et fonctionne toujours. %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
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
        <source>%1 These keys may be out of date.</source>
        <translation>%1 Ces clés ne sont peut-être plus à jour.</translation>
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
</context>
<context>
    <name>keydesk::ui::Application</name>
    <message>
        <source>No browser could be opened. The documentation is at %1.</source>
        <translation>Aucun navigateur n’a pu être ouvert. La documentation se trouve à l’adresse %1.</translation>
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
    <name>keydesk::ui::PlatformRow</name>
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
        <translation>Vous n’êtes plus connecté.</translation>
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
        <source>API key</source>
        <translation>Clé API</translation>
    </message>
    <message>
        <source>✓ Copied. Paste it somewhere safe now.</source>
        <translation>✓ Copiée. Collez-la maintenant en lieu sûr.</translation>
    </message>
    <message>
        <source>Copied. Paste it somewhere safe now.</source>
        <translation>Copiée. Collez-la maintenant en lieu sûr.</translation>
    </message>
    <message>
        <source>You have not copied this key. Once this is closed, nobody can retrieve it.</source>
        <translation>Vous n’avez pas copié cette clé. Une fois cette fenêtre fermée, personne ne pourra la retrouver.</translation>
    </message>
    <message>
        <source>Close without copying</source>
        <translation>Fermer sans copier</translation>
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
    <message>
        <source>Revoking…</source>
        <translation>Révocation…</translation>
    </message>
    <message>
        <source>Yes, revoke</source>
        <translation>Oui, révoquer</translation>
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
    <name>keydesk::ui::SettingsSidebar</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ShellController</name>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>The backend on this computer. It runs while Keydesk is open.</source>
        <translation>Le serveur de cet ordinateur. Il fonctionne tant que Keydesk est ouvert.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>The backend on this computer is starting.</source>
        <translation>Le serveur de cet ordinateur démarre.</translation>
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
</context>
<context>
    <name>keydesk::ui::SidebarItem</name>
    <message>
        <source>Selected</source>
        <translation>Sélectionné</translation>
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
