import './styles/index.css';
import { config } from 'zod';

// Where a schema is made, zod tries whether it may compile its parser with `new Function`; the content security policy
// forbids that and counts the attempt. It must be told before the first contract is read, hence the late import.
config({ jitless: true });
// The map is wanted at once and is the larger part: asked for beside the screen and not only after it. A page of text wants none.
const map = window.location.pathname === '/' ? import('./map/map.tsx') : null;
const { mountApp } = await import('./app.tsx');
void map;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
mountApp(root);
