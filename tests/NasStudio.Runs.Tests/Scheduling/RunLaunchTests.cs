namespace NasStudio.Runs.Tests.Scheduling;

public sealed class RunLaunchTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda")]
    public async Task RunAsync_StudioOnADevice_OrdersTheRunThere(string device)
    {
        await using var studio = new TestStudio(device: device);
        await studio.StartAsync();
        await studio.Scheduler.StartAsync((await studio.ExperimentAsync()).Id, CancellationToken.None);

        Assert.Equal(device, (await studio.Launcher.NextAsync()).Order.Device);
    }
}
