namespace NasStudio.Web.Tests.Hosting;

/// <summary>Starts that are refused, through the program's own entry point.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--http_ports", "0")]
    public void Main_ReachableFromOutsideWithoutToken_ExitsWithBadInput(string option, string value)
    {
        var home = Directory.CreateTempSubdirectory("nasstudio-start-").FullName;

        // Ports alone count only where no URL is given, here or in appsettings.json.
        var exit = Start("--home", home, option, value, option == "--urls" ? "--quiet=1" : "--urls=");

        Assert.Equal(64, exit);
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Main_HomeOfAnotherStudio_ExitsWithThree()
    {
        await using var studio = new Studio();
        using var client = studio.CreateClient();

        var exit = await Task.Run(() => Start("--home", studio.Home, "--urls", "http://127.0.0.1:0"), TestContext.Current.CancellationToken);

        Assert.Equal(3, exit);
    }

    private static int Start(params string[] arguments) => (int)typeof(Program).Assembly.EntryPoint!.Invoke(null, [arguments])!;
}
