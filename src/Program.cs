using NasStudio.Runs;
using NasStudio.Storage;
using NasStudio.Web.Experiments;
using NasStudio.Web.Hosting;

var builder = WebApplication.CreateBuilder(StudioConfiguration.WithoutFlags(args));
builder.AddStudioConfiguration(args);

try
{
    var options = builder.ReadStudioOptions();
    var token = new AccessToken(options.Home);
    ListenAddresses.Check(builder.Configuration, token);

    // Bare "dotnet run" starts in Production, where packages' scripts and styles are not found otherwise.
    builder.WebHost.UseStaticWebAssets();
    builder.Services.AddNasStudioStorage(options.Database);
    builder.Services.AddNasStudioRuns(options);
    builder.Services.AddNasStudioWeb(options, token);
    if (StudioConfiguration.AsksForQuickstart(args))
    {
        builder.Services.AddHostedService<QuickstartAtStart>();
    }

    await using var app = builder.Build();
    // Opens the database here, where a home that is in use ends the start with one sentence instead of a stack trace.
    app.Services.GetRequiredService<IRunStore>();
    app.UseNasStudioWeb();
    app.MapNasStudioWeb();
    await app.RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StartRefusedException or HomeInUseException or ArgumentException)
{
    Console.Error.WriteLine(refusal.Message);
    return refusal is HomeInUseException ? 3 : 64;
}
