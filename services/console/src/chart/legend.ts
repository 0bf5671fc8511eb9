const line = 22;

/** The legend above a drawing, and where the drawing begins below it: side by side on a wide screen, one below the other on a phone. */
export function legendOf(names: readonly string[], phone: boolean): { readonly legend: object; readonly top: number } {
  const look = { top: 0, itemWidth: 16, itemHeight: 9, textStyle: { fontSize: 12 }, data: [...names] };
  return phone ? { legend: { ...look, orient: 'vertical', left: 0, itemGap: 8 }, top: names.length * line + 16 } : { legend: look, top: 36 };
}
