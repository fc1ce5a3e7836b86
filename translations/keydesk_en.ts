<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>keydesk::ui::ApiKeysTable</name>
    <message numerus="yes">
        <source>Revoke %n keys</source>
        <translation>
            <numerusform>Revoke %n key</numerusform>
            <numerusform>Revoke %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ConnectionNameField</name>
    <message numerus="yes">
        <source>A name has at most %n characters.</source>
        <translation>
            <numerusform>A name has at most %n character.</numerusform>
            <numerusform>A name has at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::LabelDialog</name>
    <message numerus="yes">
        <source>A label has at most %n characters.</source>
        <translation>
            <numerusform>A label has at most %n character.</numerusform>
            <numerusform>A label has at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::PageFooter</name>
    <message numerus="yes">
        <source>All %n keys are in use. Revoke one that is no longer needed to add another.</source>
        <translation>
            <numerusform>The one key (%n) is in use. Revoke it to add another.</numerusform>
            <numerusform>All %n keys are in use. Revoke one that is no longer needed to add another.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revoke %n keys</source>
        <translation>
            <numerusform>Revoke %n key</numerusform>
            <numerusform>Revoke %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys selected</source>
        <translation>
            <numerusform>%n key selected</numerusform>
            <numerusform>%n keys selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::ProblemText</name>
    <message numerus="yes">
        <source>Too many requests. Try again in %n second(s).</source>
        <translation>
            <numerusform>Too many requests. Try again in %n second.</numerusform>
            <numerusform>Too many requests. Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n keys are in use. Revoke one that is no longer needed, then try again.</source>
        <translation>
            <numerusform>The one key (%n) is in use. Revoke it, then try again.</numerusform>
            <numerusform>All %n keys are in use. Revoke one that is no longer needed, then try again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RelativeTime</name>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>in %n hour</numerusform>
            <numerusform>in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokeDialog</name>
    <message numerus="yes">
        <source>Revoke %n keys?</source>
        <translation>
            <numerusform>Revoke %n key?</numerusform>
            <numerusform>Revoke %n keys?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::RevokedText</name>
    <message numerus="yes">
        <source>%n keys are revoked. They are refused from now on.</source>
        <translation>
            <numerusform>%n key is revoked. It is refused from now on.</numerusform>
            <numerusform>%n keys are revoked. They are refused from now on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them had been revoked before.</source>
        <translation>
            <numerusform>%n of them had been revoked before.</numerusform>
            <numerusform>%n of them had been revoked before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is not certain that the %n keys were revoked. %1</source>
        <translation>
            <numerusform>It is not certain that the key was revoked. %1</numerusform>
            <numerusform>It is not certain that the %n keys were revoked. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n keys were not revoked and still work. %1</source>
        <translation>
            <numerusform>The key was not revoked and still works. %1</numerusform>
            <numerusform>The %n keys were not revoked and still work. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ui::SecurityPage</name>
    <message numerus="yes">
        <source>After %n seconds</source>
        <translation>
            <numerusform>After %n second</numerusform>
            <numerusform>After %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After %n minutes</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
