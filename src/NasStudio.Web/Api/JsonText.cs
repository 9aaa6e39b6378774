using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NasStudio.Web.Api;

/// <summary>
/// The body of a request as text: documents are parsed by their own readers, which know the JSON path of every error. At
/// most 1 MiB, of type application/json.
/// </summary>
public sealed record JsonText(string Text)
{
    public const int MaximumBytes = 1 << 20;

    public static async ValueTask<JsonText?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                $"Content-Type '{request.ContentType}' is not supported; send the document as application/json.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + count > MaximumBytes)
            {
                throw new BadHttpRequestException($"The body has more than {MaximumBytes} bytes; a document must be smaller.", StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(buffer, 0, count);
        }

        try
        {
            return new JsonText(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body.GetBuffer(), 0, (int)body.Length));
        }
        catch (DecoderFallbackException)
        {
            throw new BadHttpRequestException("The body is not UTF-8; send JSON in UTF-8.", StatusCodes.Status400BadRequest);
        }
    }
}
