/** Words too common to look for, in both languages. */
const common = new Set(
  'aber alle als auch auf aus bei beim bin bitte das dass dem den der des die doch ein eine einem einen einer es fehler für geht habe haben hat ich ihr im in ist kann kein keine können man mehr mein meine meinem mit nach nicht noch nur oder problem sehr sich sie sind und uns unser von vom wenn wie wir wird zu zum zur about after all also and any are but can cannot does doesn error for from has have how its keeps more need new not our please since still that the then there they this was what when with won work working works you your'.split(
    ' ',
  ),
)
const minimumLength = 3
/** So many words of a title are looked for. */
const wordsAtMost = 4

/** The words of a title that are worth a search: the first ones that say something. */
export function searchWords(title: string): string[] {
  const words = title.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter((word) => word.length >= minimumLength && !common.has(word.toLowerCase())).slice(0, wordsAtMost)
}
