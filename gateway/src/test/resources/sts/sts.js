// A token service of WS-Federation that nobody here wrote (npm's wsfed), with one parent in it.
// Arguments: port, file of the key, file of its certificate.
const fs = require('fs');
const express = require('express');
const wsfed = require('wsfed');

const [port, key, cert] = process.argv.slice(2);
const issuer = 'urn:sts:essai';
const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

function Mapper() {
	return {
		getClaims: () => ({
			[claims + 'surname']: 'Dupont',
			[claims + 'givenname']: 'Marie',
			'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': ['National_TUT', 'Utilisateurs'],
			[claims + 'upn']: 'ECOLE\\mdupont',
		}),
		getNameIdentifier: () => ({ nameIdentifier: 'mdupont' }),
	};
}
Mapper.prototype.metadata = [];

const options = {
	issuer,
	cert: fs.readFileSync(cert),
	key: fs.readFileSync(key),
	profileMapper: Mapper,
	getUserFromRequest: () => ({ id: 'mdupont' }),
	getPostURL: (realm, reply, request, done) => done(null, reply),
};
const signIn = wsfed.auth(options);
const app = express();
app.get('/wsfed', (request, response, next) =>
	(request.query.wa === 'wsignout1.0') ? response.redirect(request.query.wreply) : signIn(request, response, next));
app.get('/FederationMetadata/2007-06/FederationMetadata.xml',
	wsfed.metadata({ issuer, cert: options.cert.toString(), endpointPath: '/wsfed', profileMapper: Mapper }));
app.listen(Number(port), '127.0.0.1');
