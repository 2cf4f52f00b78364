import { openapiDocument } from '../../shared/api/openapi.ts';

// Run by the build (infra/build.ts): the document is made once, and served as the file beside the bundle.
process.stdout.write(JSON.stringify(openapiDocument('0.1.0')));
