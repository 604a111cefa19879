import Exa from "exa-js";

const exa = new Exa(process.env.EXA_API_KEY);

export async function findCoverage(query: string) {
  const response = await exa.searchAndContents(query, { numResults: 20, text: true });
  return response.results;
}
