/** An answer of the API that is not what was asked for. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /** The HTTP status: 400 says what is wrong with a parameter, 404 that there is no such thing. */
  readonly status: number;
  /** The address that was asked, without its query: that of a preview is a secret. */
  readonly url: string;

  constructor(status: number, message: string, url: string) {
    super(message);
    this.status = status;
    this.url = url;
  }
}
