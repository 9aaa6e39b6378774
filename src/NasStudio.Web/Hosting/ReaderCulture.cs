using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace NasStudio.Web.Hosting;

/// <summary>
/// Numbers and dates on the screen as the reader's browser asks for (Accept-Language); the words stay English. A page's circuit
/// keeps the culture of the request that opened it. Answers for programs are always in the invariant culture.
/// </summary>
public static class ReaderCulture
{
    private static readonly PathString Circuit = "/_blazor";

    /// <param name="isForPrograms">The requests that no reader sees.</param>
    public static void UseReaderCulture(this IApplicationBuilder app, Func<PathString, bool> isForPrograms)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture),
            SupportedCultures = [.. CultureInfo.GetCultures(CultureTypes.AllCultures)],
            SupportedUICultures = [CultureInfo.InvariantCulture],
            RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
        };
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Circuit, StringComparison.Ordinal) || !isForPrograms(context.Request.Path),
            pages => pages.UseRequestLocalization(options));
    }
}
