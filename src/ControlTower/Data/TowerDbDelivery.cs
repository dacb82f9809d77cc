using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of the road: what was heard, asked, proven and paid.</summary>
public sealed partial class TowerDb
{
    public DbSet<ParcelRoad> ParcelRoads => Set<ParcelRoad>();

    public DbSet<RoadWish> RoadWishes => Set<RoadWish>();

    public DbSet<DeliveryProof> DeliveryProofs => Set<DeliveryProof>();

    public DbSet<ProofPicture> ProofPictures => Set<ProofPicture>();

    public DbSet<ParcelCod> ParcelCods => Set<ParcelCod>();

    public DbSet<CodStatement> CodStatements => Set<CodStatement>();
}
