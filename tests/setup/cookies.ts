/** What the cookies of an answer are sent back as. */
export function cookieHeader(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
