using ControlTower;
using ControlTower.Settings;

try
{
    return args is ["migrate"] ? await Tower.MigrateAsync(args, Console.Out, default) : await Tower.RunAsync(args, Console.Out);
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
