// What `npm start` runs. This file is written so that an old Node can read it too, and say that it is too old.
var needed = [20, 19];
var have = process.versions.node.split('.').map(Number);
if (have[0] < needed[0] || (have[0] === needed[0] && have[1] < needed[1])) {
  process.stderr.write('hearth: Node ' + process.versions.node + ' is too old; install Node ' + needed.join('.') + ' or newer, then start again\n');
  process.exit(13);
} else {
  import('./prepare.mjs').then(function (preparation) { return preparation.prepareAndRun(); }).catch(function (problem) {
    process.stderr.write('hearth: it did not start: ' + problem.message + '\n');
    process.exit(1);
  });
}
