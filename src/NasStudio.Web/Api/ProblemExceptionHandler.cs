using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NasStudio.Core.Documents;

namespace NasStudio.Web.Api;

/// <summary>Turns what a handler throws into a problem answer; a fault of ours is logged and answered without its insides.</summary>
public sealed class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case DocumentException document:
                await Problem.WriteAsync(httpContext, StatusCodes.Status400BadRequest, Problem.Broken, document.Errors);
                return true;
            case BadHttpRequestException bad:
                await Problem.WriteAsync(httpContext, bad.StatusCode, bad.Message);
                return true;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                return true;
            default:
                log.LogError(exception, "{Method} {Path} failed.", httpContext.Request.Method, httpContext.Request.Path);
                await Problem.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, "The studio failed to answer; its log on the console says why.");
                return true;
        }
    }
}
