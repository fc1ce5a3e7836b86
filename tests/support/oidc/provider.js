// SPDX-License-Identifier: Apache-2.0
// An OpenID provider for the tests: node-oidc-provider on a port of the loopback interface, with a
// sign-in that needs nobody. Usage: node provider.js [TLS-CERT TLS-KEY HOST]
//
// When it is ready it prints one line: {"issuer":URL,"plain":URL,"control":URL}. "plain" is the
// provider without TLS, for a test that plays the browser. It ends when stdin closes.
//
// The client is keydesk-test: native and public, with PKCE (S256), sent back to / or /callback of
// 127.0.0.1 or [::1] at any port. Every login name is somebody: "ada" is ada@example.org. Whom the
// parameter login_hint names is signed in, otherwise the control's "account"; "nobody" says no.
//
// GET control: how often something was asked for. POST control, a JSON object with any of
//   account   the login name without a login_hint ("ada")
//   people    {NAME: {sub, email, email_verified, name}}: what is not as usual with them
//   alg       RS256, ES256 or EdDSA, by which ID tokens are signed
//   rotate    true: new keys, and the old ones are gone
//   forge     {claims, header, alg, key}: what is not as usual with ID tokens. null removes; alg
//             none or HS256 (with the public key as its secret); key "strange" or "weak"
//   jwks      "twice": each key id is there twice; "weak": with the weak key; "private"
//   fault     {path: "/jwks" or "/.well-known/openid-configuration", kind}: kind as in faults below
//   maxAge    seconds for which the keys may be kept
//   listening false: nobody can connect to the issuer; true: they can again
//   reset     true: all of it as it was, but for the keys
import { Provider } from 'oidc-provider';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const [certificate, key, host] = process.argv.slice(2);
const usual = () => ({
    account: 'ada', people: {}, alg: 'RS256', forge: null, jwks: null, fault: null, maxAge: null,
});
const state = usual();
const asked = {};
let keys = newKeys();
let strange = newKeys();
const weak = named('RS256', crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }), 'weak');
let issuer;
let plain;
let handle;

function named(alg, pair, kid = `${alg}-${crypto.randomUUID()}`) {
    const jwk = { ...pair.privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid };
    return { ...pair, alg, kid, jwk };
}

function newKeys() {
    return [
        named('RS256', crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })),
        named('ES256', crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })),
        named('EdDSA', crypto.generateKeyPairSync('ed25519')),
    ];
}

const person = (name) => ({
    sub: `subject-${name}`,
    email: `${name}@example.org`,
    email_verified: true,
    name: name[0].toUpperCase() + name.slice(1),
    ...state.people[name],
});

const base64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parsed = (part) => JSON.parse(Buffer.from(part, 'base64url'));

function changed(object, changes = {}) {
    const result = { ...object, ...changes };
    for (const [name, value] of Object.entries(result)) if (value === null) delete result[name];
    return result;
}

function signature(alg, pair, text) {
    switch (alg) {
    case 'none': return '';
    case 'HS256': {
        const secret = pair.publicKey.export({ type: 'spki', format: 'pem' });
        return crypto.createHmac('sha256', secret).update(text).digest('base64url');
    }
    case 'EdDSA': return crypto.sign(null, Buffer.from(text), pair.privateKey).toString('base64url');
    default: {
        const how = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' };
        return crypto.sign('sha256', Buffer.from(text), how).toString('base64url');
    }
    }
}

function forged(token, { claims, header, alg, key: signer }) {
    const [head, body] = token.split('.');
    const usualAlg = parsed(head).alg;
    const own = (list) => list.find((one) => one.alg === usualAlg);
    const pair = { strange: own(strange), weak }[signer] ?? own(keys);
    const named = signer === 'weak' ? { kid: weak.kid } : {};
    const newHead = changed({ ...parsed(head), ...named, alg: alg ?? usualAlg }, header);
    const text = `${base64(newHead)}.${base64(changed(parsed(body), claims))}`;
    return `${text}.${signature(alg ?? usualAlg, pair, text)}`;
}

function makeProvider() {
    const provider = new Provider(issuer, {
        jwks: { keys: keys.map((one) => one.jwk) },
        clients: [{
            client_id: 'keydesk-test',
            application_type: 'native',
            token_endpoint_auth_method: 'none',
            grant_types: ['authorization_code'],
            response_types: ['code'],
            redirect_uris: ['http://127.0.0.1/', 'http://127.0.0.1/callback', 'http://[::1]/',
                'http://[::1]/callback'],
            id_token_signed_response_alg: state.alg,
        }],
        enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA'] },
        pkce: { required: () => true, methods: ['S256'] },
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        conformIdTokenClaims: false,
        cookies: { keys: [crypto.randomUUID()] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
        ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 300,
            Interaction: 600, Session: 600 },
        async findAccount(ctx, sub) {
            return { accountId: sub, claims: () => person(sub.replace(/^subject-/, '')) };
        },
        // Whoever signs in agrees to what is asked for.
        async loadExistingGrant(ctx) {
            const { client, session, params } = ctx.oidc;
            const grant = new provider.Grant({
                clientId: client.clientId, accountId: session.accountId });
            grant.addOIDCScope(params.scope);
            await grant.save();
            return grant;
        },
    });
    provider.use(async (ctx, next) => {
        await next();
        if (state.forge && ctx.body?.id_token)
            ctx.body = { ...ctx.body, id_token: forged(ctx.body.id_token, state.forge) };
        if (ctx.path === '/jwks' && ctx.body?.keys) {
            if (state.jwks === 'twice') ctx.body.keys = ctx.body.keys.concat(ctx.body.keys);
            if (state.jwks === 'weak') {
                const jwk = weak.publicKey.export({ format: 'jwk' });
                ctx.body.keys = [...ctx.body.keys, { ...jwk, alg: 'RS256', kid: weak.kid }];
            }
            if (state.jwks === 'private') ctx.body.keys = keys.map((one) => one.jwk);
            if (state.maxAge !== null) ctx.set('Cache-Control', `max-age=${state.maxAge}`);
        }
    });
    const own = provider.callback();
    handle = (request, response) => (request.url.startsWith('/interaction/')
        ? signIn(provider, request, response) : own(request, response));
}

async function signIn(provider, request, response) {
    try {
        const { params, prompt } = await provider.interactionDetails(request, response);
        const name = (params.login_hint ?? state.account).split('@')[0];
        let result = prompt.name === 'consent'
            ? { consent: {} } : { login: { accountId: `subject-${name}` } };
        if (name === 'nobody')
            result = { error: 'access_denied', error_description: 'The person said no.' };
        await provider.interactionFinished(request, response, result,
            { mergeWithLastSubmission: true });
    } catch (error) {
        response.writeHead(400).end(String(error));
    }
}

const faults = {
    error: (response) => response.writeHead(500).end(),
    redirect: (response, request) =>
        response.writeHead(302, { Location: `${issuer}${request.url}?again` }).end(),
    garbled: (response) => response.writeHead(200).end('{"keys":[{"kty":"RSA",'),
    strange: (response) => response.writeHead(200).end('{"keys":{"kty":1},"issuer":[]}'),
    cut: (response) => response.writeHead(200, { 'Content-Length': 10_000 }).write('{"keys":[',
        () => response.destroy()),
    huge: (response) => {
        response.writeHead(200);
        for (let i = 0; i < 100; ++i) response.write(' '.repeat(1024));
        response.end('{"keys":[]}');
    },
    // Never silent for long, and never done.
    slow: (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 100);
        response.on('close', () => clearInterval(timer));
    },
};

function serve(request, response) {
    const path = request.url.replace(/\?.*/, '').replace(/^(\/(auth|interaction))\/.*/, '$1');
    asked[path] = (asked[path] ?? 0) + 1;
    if (state.fault?.path === request.url) faults[state.fault.kind](response, request);
    else handle(request, response);
}

const listen = (server, port = 0) => new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, /^127/.test(host) ? host : '127.0.0.1', () => resolve(server.address().port));
});

function newServer() {
    return certificate
        ? https.createServer({ cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, serve)
        : http.createServer(serve);
}

let server = newServer();
const port = await listen(server);
const secretPath = `/${crypto.randomUUID()}`;

async function control(changes) {
    if (changes.reset) Object.assign(state, usual());
    if (changes.rotate) {
        keys = newKeys();
        strange = newKeys();
    }
    const { reset, rotate, listening, ...others } = changes;
    Object.assign(state, others);
    if (changes.reset || changes.rotate || changes.alg) makeProvider();
    if (listening === false && server) {
        const closing = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        server = null;
        await closing;
    }
    if ((listening || reset) && !server) {
        server = newServer();
        await listen(server, port);
    }
}

const helper = http.createServer(async (request, response) => {
    if (request.url !== secretPath) return handle(request, response);
    try {
        let body = '';
        for await (const part of request) body += part;
        if (request.method === 'POST') await control(JSON.parse(body));
        const answer = JSON.stringify(asked);
        response.writeHead(200, { 'Content-Length': answer.length });
        response.end(answer);
    } catch (error) {
        response.writeHead(500).end(String(error));
    }
});
await listen(helper);
plain = `http://${helper.address().address}:${helper.address().port}`;
issuer = `${certificate ? `https://${host}` : 'http://127.0.0.1'}:${port}`;
makeProvider();
process.stdin.on('close', () => process.exit(0)).resume();
console.log(JSON.stringify({
    issuer, plain: certificate ? plain : issuer, control: plain + secretPath }));
