using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NasStudio.Web.Api;

/// <summary>The body of a request as bytes: CSV, plain or gzip, of whatever content type. At most 64 MiB.</summary>
public sealed record CsvBytes(byte[] Bytes)
{
    public const int MaximumBytes = 64 << 20;

    public static async ValueTask<CsvBytes?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaximumBytes + 1;
        }

        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + count > MaximumBytes)
            {
                throw new BadHttpRequestException($"The table has more than {MaximumBytes} bytes; send it as gzip, or a part of it.", StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(buffer, 0, count);
        }

        return new CsvBytes(body.ToArray());
    }
}
