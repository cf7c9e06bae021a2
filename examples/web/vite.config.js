// What `znsocket generate` wrote is outside of this folder, but takes znsocket from it.
export default { resolve: { dedupe: ["znsocket"] } };
